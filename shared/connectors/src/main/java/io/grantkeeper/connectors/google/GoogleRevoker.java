package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;

/** Withdraws consents, deletes app passwords, disables service account keys. */
final class GoogleRevoker implements Revoker {
    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        return switch (Removal.of(target)) {
            case Removal.Consent consent ->
                RevocationWords.consent(consent, RevocationWords.name(session, consent.user()));
            case Removal.AppPassword password ->
                RevocationWords.appPassword(password, RevocationWords.name(session, password.user()));
            case Removal.AccountKey key -> RevocationWords.accountKey(key);
            case Removal.None none -> RevocationWords.byHand(none);
        };
    }

    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        GoogleSettings settings = GoogleSettings.of(session);
        try {
            switch (Removal.of(target)) {
                case Removal.Consent consent ->
                    Calls.delete(
                            session,
                            Address.users(settings, consent.user(), "tokens", consent.clientId())
                                    .uri(),
                            Limits.DIRECTORY);
                case Removal.AppPassword password ->
                    Calls.delete(
                            session,
                            Address.users(settings, password.user(), "asps", password.codeId())
                                    .uri(),
                            Limits.DIRECTORY);
                case Removal.AccountKey key ->
                    Calls.post(
                            session,
                            ServiceAccounts.address(settings, key.account(), "keys", key.keyId())
                                    .method("disable")
                                    .uri(),
                            Limits.IAM,
                            null,
                            true);
                case Removal.None none ->
                    throw new ConnectorException(
                            new NotOffered("Google has no call to revoke " + none.what() + "; it is done by hand"));
            }
        } catch (ConnectorException e) {
            // What is gone already needs no revoking.
            if (!(e.problem() instanceof NotFound)) {
                throw e;
            }
        }
    }
}
