export interface Evaluation {}
