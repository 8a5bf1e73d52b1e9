export interface Platform {}
