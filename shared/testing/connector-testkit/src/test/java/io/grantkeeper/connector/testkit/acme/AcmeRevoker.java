package io.grantkeeper.connector.testkit.acme;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import java.util.List;

/** Removes integrations from the workspace. */
final class AcmeRevoker implements Revoker {
    private final ConnectorFlaw defect;

    AcmeRevoker(ConnectorFlaw defect) {
        this.defect = defect;
    }

    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) {
        return new RevocationPlan.Automatic(
                List.of("DELETE " + path(target)),
                List.of("%s can no longer read notes."
                        .formatted(target.holder().displayName().text())),
                false);
    }

    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        ProviderRequest request = ProviderRequest.mutation(
                ProviderRequest.Method.DELETE,
                AcmeConnector.uri(session, path(target)),
                AcmeConnector.LIMIT,
                AcmeConnector.TOKEN,
                null,
                true);
        try {
            session.http().send(request);
        } catch (ConnectorException e) {
            boolean gone = e.problem() instanceof NotFound && defect != ConnectorFlaw.FAILS_A_SECOND_REVOKE;
            if (!gone && defect != ConnectorFlaw.CALLS_A_FAILED_REVOKE_DONE) {
                throw e;
            }
        }
    }

    private static String path(RevocationTarget target) {
        return "/integrations/" + target.holder().id().externalId();
    }
}
