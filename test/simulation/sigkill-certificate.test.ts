import { vendorCertificate } from '../fakes/certificates.ts';
import { survivesRealKills } from './sigkill.ts';

survivesRealKills('a certificate', () => ({
  credential: 'certificate',
  certificate: vendorCertificate(Date.now()).pem,
}));
