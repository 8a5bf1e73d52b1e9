/** Ways of working with a clock of their own: peer clinic, troika and others. */
export {
  endProtocol,
  nextStep,
  protocols,
  readDeskProtocol,
  readProtocol,
  runningProtocol,
  startProtocol,
  type Protocol,
} from './run.ts'
