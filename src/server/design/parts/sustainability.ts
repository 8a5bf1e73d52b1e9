export interface Sustainability {}
