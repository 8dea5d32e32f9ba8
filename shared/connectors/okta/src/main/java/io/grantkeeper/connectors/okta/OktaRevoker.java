package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
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
        List<String> calls =
                found.get().steps().stream().map(OktaRevocationCall::describe).toList();
        return new RevocationPlan.Automatic(
                calls.isEmpty() ? List.of("none: Okta has nothing left to revoke") : calls,
                found.get().consequences(),
                found.get().reversible());
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
