export interface Knowledge {}
