package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Uninstalls and restricts apps, turns requests down. Slack lets only organisations do so by API; in a single workspace
 * an owner does it by hand. Our own app ends itself.
 */
final class SlackRevoker implements Revoker {
    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        SlackApi api = new SlackApi(session);
        Removal removal = Removal.of(target);
        if (removal instanceof Removal.None) {
            return RevocationWords.byHand(removal);
        }
        Installation installation = Installation.of(api);
        if (isOwn(installation, target)) {
            return RevocationWords.own();
        }
        return installation.organization().isPresent()
                ? RevocationWords.possible(removal)
                : RevocationWords.byHand(removal);
    }

    /** Uninstalling comes first: what fails in between leaves the app listed as it was, to be revoked again. */
    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        SlackApi api = new SlackApi(session);
        Removal removal = Removal.of(target);
        if (removal instanceof Removal.None none) {
            throw notOffered(none.what());
        }
        Installation installation = Installation.of(api);
        if (isOwn(installation, target)) {
            api.change(SlackMethod.AUTH_REVOKE, Map.of());
            return;
        }
        if (installation.organization().isEmpty()) {
            throw notOffered("an app of a single workspace");
        }
        switch (removal) {
            case Removal.Approval(String app, String _, Place place) -> {
                uninstall(api, app, place);
                restrict(api, "app_id", app, place);
            }
            case Removal.Leftover(String app, String _, Place place) -> uninstall(api, app, place);
            case Removal.Installed(String app, String _, Place workspace) -> uninstall(api, app, workspace);
            case Removal.Request(String request, String _, Place place) -> restrict(api, "request_id", request, place);
            case Removal.None none -> throw notOffered(none.what());
        }
    }

    private static boolean isOwn(Installation installation, RevocationTarget target) {
        return installation.ownApp().equals(Optional.of(target.holder().id().externalId()));
    }

    private static void uninstall(SlackApi api, String app, Place place) throws ConnectorException {
        change(
                api,
                SlackMethod.APPS_UNINSTALL,
                place.isWorkspace()
                        ? Map.of("app_id", app, "team_ids", place.id())
                        : Map.of("app_id", app, "enterprise_id", place.id()));
    }

    private static void restrict(SlackApi api, String what, String id, Place place) throws ConnectorException {
        Map<String, String> arguments = new HashMap<>(place.argument());
        arguments.put(what, id);
        change(api, SlackMethod.APPS_RESTRICT, arguments);
    }

    /** What is gone already needs no revoking. */
    private static void change(SlackApi api, SlackMethod method, Map<String, String> arguments)
            throws ConnectorException {
        try {
            api.change(method, arguments);
        } catch (ConnectorException e) {
            if (!(e.problem() instanceof NotFound)) {
                throw e;
            }
        }
    }

    private static ConnectorException notOffered(String what) {
        return new ConnectorException(
                new NotOffered("Slack has no call that takes away " + what + "; it is done by hand"));
    }
}
