package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;

/** The revoker for Google. It withdraws consents, deletes app passwords and disables service account keys. */
final class GoogleRevoker implements Revoker {
    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        return switch (GoogleRevocationTarget.of(target)) {
            case GoogleRevocationTarget.Consent consent ->
                GoogleRevocationText.consent(consent, GoogleRevocationText.personName(session, consent.user()));
            case GoogleRevocationTarget.AppPassword password ->
                GoogleRevocationText.appPassword(password, GoogleRevocationText.personName(session, password.user()));
            case GoogleRevocationTarget.AccountKey key -> GoogleRevocationText.accountKey(key);
            case GoogleRevocationTarget.Unsupported none -> GoogleRevocationText.manual(none);
        };
    }

    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        GoogleSettings settings = GoogleSettings.of(session);
        try {
            switch (GoogleRevocationTarget.of(target)) {
                case GoogleRevocationTarget.Consent consent ->
                    GoogleClient.delete(
                            session,
                            GoogleRequestUri.users(settings, consent.user(), "tokens", consent.clientId())
                                    .uri(),
                            GoogleRateLimits.DIRECTORY);
                case GoogleRevocationTarget.AppPassword password ->
                    GoogleClient.delete(
                            session,
                            GoogleRequestUri.users(settings, password.user(), "asps", password.codeId())
                                    .uri(),
                            GoogleRateLimits.DIRECTORY);
                case GoogleRevocationTarget.AccountKey key ->
                    GoogleClient.post(
                            session,
                            GoogleServiceAccountReader.address(settings, key.account(), "keys", key.keyId())
                                    .customMethod("disable")
                                    .uri(),
                            GoogleRateLimits.IAM,
                            null,
                            true);
                case GoogleRevocationTarget.Unsupported none ->
                    throw new ConnectorException(
                            new NotOffered("Google has no API call to revoke " + none.what() + "; revoke it manually"));
            }
        } catch (ConnectorException e) {
            // The access no longer exists, so there is nothing to revoke.
            if (!(e.problem() instanceof NotFound)) {
                throw e;
            }
        }
    }
}
