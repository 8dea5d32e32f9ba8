package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.NotFoundTolerantCall;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The revoker for Slack. It uninstalls and restricts apps, and denies requests. Slack's API supports this only in
 * organizations; in a single workspace, a workspace owner must do it manually. Grantkeeper's own app can revoke its own
 * access.
 */
final class SlackRevoker implements Revoker {
    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        SlackClient api = new SlackClient(session);
        SlackRevocationTarget removal = SlackRevocationTarget.of(target);
        if (removal instanceof SlackRevocationTarget.Unsupported) {
            return SlackRevocationText.manual(removal);
        }
        SlackTokenScope installation = SlackTokenScope.of(api);
        if (isOwn(installation, target)) {
            return SlackRevocationText.ownApp();
        }
        return installation.organization().isPresent()
                ? SlackRevocationText.automatic(removal)
                : SlackRevocationText.manual(removal);
    }

    /**
     * Revokes the target. An app is uninstalled before it is restricted. If a failure occurs between these two
     * calls, the app is still in the same listing and can be revoked again.
     */
    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        SlackClient api = new SlackClient(session);
        SlackRevocationTarget removal = SlackRevocationTarget.of(target);
        if (removal instanceof SlackRevocationTarget.Unsupported none) {
            throw notOffered(none.what());
        }
        SlackTokenScope installation = SlackTokenScope.of(api);
        if (isOwn(installation, target)) {
            api.change(SlackMethod.AUTH_REVOKE, Map.of());
            return;
        }
        if (installation.organization().isEmpty()) {
            throw notOffered("an app of a single workspace");
        }
        switch (removal) {
            case SlackRevocationTarget.Approval(String app, String _, SlackContext context) -> {
                uninstall(api, app, context);
                restrict(api, "app_id", app, context);
            }
            case SlackRevocationTarget.RestrictedInstallation(String app, String _, SlackContext place) ->
                uninstall(api, app, place);
            case SlackRevocationTarget.Installed(String app, String _, SlackContext workspace) ->
                uninstall(api, app, workspace);
            case SlackRevocationTarget.Request(String request, String _, SlackContext place) ->
                restrict(api, "request_id", request, place);
            case SlackRevocationTarget.Unsupported none -> throw notOffered(none.what());
        }
    }

    /** Returns whether the app can be restricted, which Slack's API supports only in organizations. */
    @Override
    public boolean canBlock(NonHumanIdentity app, List<Grant> grants) {
        return app.form().equals(SlackAppMapper.FORM)
                && app.attributes().containsKey(SlackAppMapper.IN_ORGANIZATION)
                && !isRestricted(grants);
    }

    private static boolean isRestricted(List<Grant> grants) {
        return grants.stream()
                .map(Grant::key)
                .filter(key -> key.startsWith(SlackAppListings.RESTRICTED_KEY))
                .map(key -> key.substring(SlackAppListings.RESTRICTED_KEY.length()))
                .flatMap(place -> SlackContext.of(place).stream())
                .anyMatch(place -> !place.isWorkspace());
    }

    @Override
    public RevocationPlan planBlock(ProviderSession session, NonHumanIdentity app, List<Grant> grants)
            throws ConnectorException {
        Optional<SlackContext> organization = blockedIn(session, app);
        return organization.isPresent()
                ? SlackRevocationText.block(
                        app.id().externalId(), app.displayName().text(), organization.get(), places(grants))
                : SlackRevocationText.manual(new SlackRevocationTarget.Unsupported(
                        "an app of a single workspace, or Grantkeeper's own app",
                        app.displayName().text()));
    }

    /**
     * Uninstalls the app everywhere, restricts it in each workspace that lists it, and finally in the organization. If a
     * failure occurs before the last call, the app is not restricted in the organization and can be blocked again.
     */
    @Override
    public void block(ProviderSession session, NonHumanIdentity app, List<Grant> grants) throws ConnectorException {
        SlackContext organization = blockedIn(session, app)
                .orElseThrow(() -> notOffered("an app of a single workspace, or Grantkeeper's own app"));
        SlackClient api = new SlackClient(session);
        String id = app.id().externalId();
        uninstall(api, id, organization);
        for (SlackContext workspace : places(grants)) {
            restrict(api, "app_id", id, workspace);
        }
        restrict(api, "app_id", id, organization);
    }

    /** Returns the organization in which an app can be blocked; empty if it cannot be. */
    private static Optional<SlackContext> blockedIn(ProviderSession session, NonHumanIdentity app)
            throws ConnectorException {
        SlackTokenScope installation = SlackTokenScope.of(new SlackClient(session));
        boolean own = installation.ownApp().equals(Optional.of(app.id().externalId()));
        return app.form().equals(SlackAppMapper.FORM) && !own ? installation.organization() : Optional.empty();
    }

    /** Returns the workspaces that list the app as approved, requested or installed. */
    private static List<SlackContext> places(List<Grant> grants) {
        return grants.stream()
                .map(grant -> grant.key().split("/", 3))
                .filter(key -> key.length > 1 && !SlackAppListings.RESTRICTED_KEY.equals(key[0] + "/"))
                .flatMap(key -> SlackContext.of(key[1]).stream())
                .filter(SlackContext::isWorkspace)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isOwn(SlackTokenScope installation, RevocationTarget target) {
        return installation.ownApp().equals(Optional.of(target.holder().id().externalId()));
    }

    private static void uninstall(SlackClient api, String app, SlackContext context) throws ConnectorException {
        change(
                api,
                SlackMethod.APPS_UNINSTALL,
                context.isWorkspace()
                        ? Map.of("app_id", app, "team_ids", context.id())
                        : Map.of("app_id", app, "enterprise_id", context.id()));
    }

    private static void restrict(SlackClient api, String what, String id, SlackContext context)
            throws ConnectorException {
        Map<String, String> arguments = new HashMap<>(context.argument());
        arguments.put(what, id);
        change(api, SlackMethod.APPS_RESTRICT, arguments);
    }

    /** Makes a change. If the object no longer exists, the change counts as successful. */
    private static void change(SlackClient api, SlackMethod method, Map<String, String> arguments)
            throws ConnectorException {
        NotFoundTolerantCall.remove(() -> api.change(method, arguments));
    }

    private static ConnectorException notOffered(String what) {
        return new ConnectorException(
                new NotOffered("Slack has no API call to revoke " + what + "; revoke it manually"));
    }
}
