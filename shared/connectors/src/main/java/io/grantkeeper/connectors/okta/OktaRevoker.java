package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import java.util.List;
import java.util.Optional;

/** Deactivates what can be deactivated, and deletes the rest. */
final class OktaRevoker implements Revoker {
    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        Removal removal = Removal.of(target);
        Optional<Revocation> found =
                Revocation.of(new OktaApi(session), removal, target.holder().displayName());
        if (found.isEmpty()) {
            return byHand(removal, target.holder().displayName());
        }
        List<String> calls = found.get().steps().stream().map(Step::words).toList();
        return new RevocationPlan.Possible(
                calls.isEmpty() ? List.of("none: Okta has nothing left to take away") : calls,
                found.get().consequences(),
                found.get().reversible());
    }

    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        OktaApi api = new OktaApi(session);
        Removal removal = Removal.of(target);
        Revocation revocation = Revocation.of(api, removal, target.holder().displayName())
                .orElseThrow(() -> new ConnectorException(
                        new NotOffered("Okta has no call to revoke %s; it is done by hand".formatted(what(removal)))));
        for (Step step : revocation.steps()) {
            step.take(api);
        }
    }

    private static RevocationPlan byHand(Removal removal, String name) {
        return new RevocationPlan.ByHand(
                "Okta has no call to revoke %s.".formatted(what(removal)),
                List.of(
                        "Sign in to the app that %s belongs to as its administrator.".formatted(name),
                        "Disable the account or change its password there.",
                        "In Okta Privileged Access, remove the account from the resource that rotates its password."));
    }

    private static String what(Removal removal) {
        return removal instanceof Removal.None(String what) ? what : "this";
    }
}
