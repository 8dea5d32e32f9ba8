package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.revoke.RevocationPlan;
import java.util.List;

/** Says in plain words what a revocation would do. */
final class RevocationWords {
    private RevocationWords() {}

    static RevocationPlan possible(Removal removal) {
        return switch (removal) {
            case Removal.Approval(String app, String name, Place place) ->
                new RevocationPlan.Possible(
                        List.of(uninstall(app, place), restrict("app_id=" + app, place)),
                        List.of(
                                "%s is uninstalled from %s: its tokens end, and its bot leaves all channels."
                                        .formatted(name, words(place)),
                                "%s can no longer be installed there; who wants it has to ask again.".formatted(name),
                                "%s keeps what it has copied already.".formatted(name)),
                        false);
            case Removal.Leftover(String app, String name, Place place) ->
                new RevocationPlan.Possible(
                        List.of(uninstall(app, place)),
                        List.of(
                                "%s is restricted already; where it is still installed in %s, it is uninstalled."
                                        .formatted(name, words(place)),
                                "%s keeps what it has copied already.".formatted(name)),
                        false);
            case Removal.Installed(String app, String name, Place workspace) ->
                new RevocationPlan.Possible(
                        List.of(uninstall(app, workspace)),
                        List.of(
                                "%s is uninstalled from %s: its tokens end, and its bot leaves all channels."
                                        .formatted(name, words(workspace)),
                                "%s can be installed again, unless it is restricted.".formatted(name)),
                        false);
            case Removal.Request(String request, String name, Place place) ->
                new RevocationPlan.Possible(
                        List.of(restrict("request_id=" + request, place)),
                        List.of(
                                "The request for %s is turned down, and the app is restricted in %s."
                                        .formatted(name, words(place)),
                                "An administrator can approve the app later."),
                        true);
            case Removal.None _ -> byHand(removal);
        };
    }

    /** The one app that needs no administrator to go. */
    static RevocationPlan own() {
        return new RevocationPlan.Possible(
                List.of("POST auth.revoke"),
                List.of("This is Grantkeeper's own app: its token ends, and nothing of Slack can be read any more."),
                false);
    }

    static RevocationPlan byHand(Removal removal) {
        String name =
                switch (removal) {
                    case Removal.Approval approval -> approval.name();
                    case Removal.Leftover leftover -> leftover.name();
                    case Removal.Installed installed -> installed.name();
                    case Removal.Request request -> request.name();
                    case Removal.None none -> none.name();
                };
        return new RevocationPlan.ByHand(
                removal instanceof Removal.None(String what, String _)
                        ? "Slack has no call that takes away %s.".formatted(what)
                        : "Slack lets apps be removed by API in organisations only, not in a single workspace.",
                List.of(
                        "As an owner of the workspace, open https://slack.com/apps/manage.",
                        "Find %s under Installed apps, Integrations or Requests.".formatted(name),
                        "Choose Remove app (or Restrict app, so that it stays out)."));
    }

    private static String uninstall(String app, Place place) {
        return "POST admin.apps.uninstall app_id=%s %s=%s"
                .formatted(app, place.isWorkspace() ? "team_ids" : "enterprise_id", place.id());
    }

    private static String restrict(String what, Place place) {
        return "POST admin.apps.restrict %s %s=%s"
                .formatted(what, place.isWorkspace() ? "team_id" : "enterprise_id", place.id());
    }

    private static String words(Place place) {
        return place.isWorkspace() ? "workspace " + place.id() : "all workspaces of the organisation";
    }
}
