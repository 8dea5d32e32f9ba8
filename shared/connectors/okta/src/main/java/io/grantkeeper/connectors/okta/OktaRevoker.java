package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import java.util.List;
import java.util.Optional;

/** The revoker for Okta. It deactivates targets that support deactivation and deletes the others. */
final class OktaRevoker implements Revoker {
    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        OktaRevocationTarget removal = OktaRevocationTarget.of(target);
        Optional<OktaRevocationCalls> found = OktaRevocationCalls.of(
                new OktaClient(session), removal, target.holder().displayName().text());
        if (found.isEmpty()) {
            return manual(removal, target.holder().displayName().text());
        }
        return plan(found.get());
    }

    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        OktaClient api = new OktaClient(session);
        OktaRevocationTarget removal = OktaRevocationTarget.of(target);
        OktaRevocationCalls revocation = OktaRevocationCalls.of(
                        api, removal, target.holder().displayName().text())
                .orElseThrow(() -> new ConnectorException(new NotOffered(
                        "Okta has no API call to revoke %s; revoke it manually".formatted(describe(removal)))));
        for (OktaRevocationCall step : revocation.steps()) {
            step.execute(api);
        }
    }

    /**
     * Returns whether the app can be blocked by deactivating it. Only apps and agents can be blocked this way. A token,
     * an API service integration or a service account need not be blocked for everyone, because it belongs to only one
     * party.
     */
    @Override
    public boolean canBlock(NonHumanIdentity app, List<Grant> grants) {
        return app.standing() != ProviderStatus.SUSPENDED && canBeDeactivated(app);
    }

    /**
     * Returns whether the app can be deactivated. The result does not depend on the app's status, so that an
     * interrupted block can be repeated.
     */
    private static boolean canBeDeactivated(NonHumanIdentity app) {
        return switch (app.form()) {
            case OktaAppMapper.SERVICE, OktaAppMapper.OIDC, OktaAiAgentsStream.FORM -> true;
            default -> false;
        };
    }

    @Override
    public RevocationPlan planBlock(ProviderSession session, NonHumanIdentity app, List<Grant> grants)
            throws ConnectorException {
        return canBeDeactivated(app)
                ? plan(OktaRevocationCalls.block(new OktaClient(session), app))
                : new RevocationPlan.Manual(
                        "Okta deactivates only apps and AI agents.",
                        List.of("Remove %s in Okta's admin console."
                                .formatted(app.displayName().text())));
    }

    @Override
    public void block(ProviderSession session, NonHumanIdentity app, List<Grant> grants) throws ConnectorException {
        if (!canBeDeactivated(app)) {
            throw new ConnectorException(
                    new NotOffered("Okta deactivates only apps and AI agents; remove it manually"));
        }
        OktaClient api = new OktaClient(session);
        for (OktaRevocationCall step : OktaRevocationCalls.block(api, app).steps()) {
            step.execute(api);
        }
    }

    private static RevocationPlan plan(OktaRevocationCalls revocation) {
        List<String> calls =
                revocation.steps().stream().map(OktaRevocationCall::describe).toList();
        return new RevocationPlan.Automatic(
                calls.isEmpty() ? List.of("none: Okta has nothing left to revoke") : calls,
                revocation.consequences(),
                revocation.reversible());
    }

    private static RevocationPlan manual(OktaRevocationTarget removal, String name) {
        return new RevocationPlan.Manual(
                "Okta has no API call to revoke %s.".formatted(describe(removal)),
                List.of(
                        "Sign in to the app that %s belongs to, as its administrator.".formatted(name),
                        "Disable the account or change its password there.",
                        "In Okta Privileged Access, remove the account from the resource that rotates its password."));
    }

    private static String describe(OktaRevocationTarget removal) {
        return removal instanceof OktaRevocationTarget.Unsupported(String what) ? what : "this";
    }
}
