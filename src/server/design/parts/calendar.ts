export interface Calendar {}
