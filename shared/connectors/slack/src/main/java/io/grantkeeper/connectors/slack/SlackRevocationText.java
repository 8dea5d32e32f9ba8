package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.revoke.RevocationPlan;
import java.util.ArrayList;
import java.util.List;

/** The descriptions of revocations in plain language. */
final class SlackRevocationText {
    private SlackRevocationText() {}

    static RevocationPlan automatic(SlackRevocationTarget removal) {
        return switch (removal) {
            case SlackRevocationTarget.Approval(String app, String name, SlackContext context) ->
                new RevocationPlan.Automatic(
                        List.of(uninstall(app, context), restrict("app_id=" + app, context)),
                        List.of(
                                "Uninstalls %s from %s. The app's tokens will be revoked, and its bot will leave all channels."
                                        .formatted(name, describe(context)),
                                "%s can no longer be installed there. Anyone who wants it must request it again."
                                        .formatted(name),
                                "%s keeps the data that it has already copied.".formatted(name)),
                        false);
            case SlackRevocationTarget.RestrictedInstallation(String app, String name, SlackContext place) ->
                new RevocationPlan.Automatic(
                        List.of(uninstall(app, place)),
                        List.of(
                                "%s is already restricted. Any remaining installation in %s will be removed."
                                        .formatted(name, describe(place)),
                                "%s keeps the data that it has already copied.".formatted(name)),
                        false);
            case SlackRevocationTarget.Installed(String app, String name, SlackContext workspace) ->
                new RevocationPlan.Automatic(
                        List.of(uninstall(app, workspace)),
                        List.of(
                                "Uninstalls %s from %s. The app's tokens will be revoked, and its bot will leave all channels."
                                        .formatted(name, describe(workspace)),
                                "%s can be installed again unless it is restricted.".formatted(name)),
                        false);
            case SlackRevocationTarget.Request(String request, String name, SlackContext place) ->
                new RevocationPlan.Automatic(
                        List.of(restrict("request_id=" + request, place)),
                        List.of(
                                "Denies the request for %s and restricts the app in %s."
                                        .formatted(name, describe(place)),
                                "An administrator can approve the app later."),
                        true);
            case SlackRevocationTarget.Unsupported _ -> manual(removal);
        };
    }

    static RevocationPlan block(String app, String name, SlackContext organization, List<SlackContext> workspaces) {
        List<String> calls = new ArrayList<>();
        calls.add(uninstall(app, organization));
        workspaces.forEach(workspace -> calls.add(restrict("app_id=" + app, workspace)));
        calls.add(restrict("app_id=" + app, organization));
        return new RevocationPlan.Automatic(
                calls,
                List.of(
                        "Uninstalls %s from all workspaces of the organization. The app's tokens will be revoked, and its bot will leave all channels."
                                .formatted(name),
                        "%s can no longer be installed in any workspace of the organization.".formatted(name),
                        "An administrator can approve the app again, but it must then be installed again.",
                        "%s keeps the data that it has already copied.".formatted(name)),
                false);
    }

    /** Returns the plan for Grantkeeper's own app, which is the only app whose revocation requires no administrator. */
    static RevocationPlan ownApp() {
        return new RevocationPlan.Automatic(
                List.of("POST auth.revoke"),
                List.of(
                        "This is Grantkeeper's own app. Its token will be revoked, and Grantkeeper will no longer be able to read anything from Slack."),
                false);
    }

    static RevocationPlan manual(SlackRevocationTarget removal) {
        String name =
                switch (removal) {
                    case SlackRevocationTarget.Approval approval -> approval.name();
                    case SlackRevocationTarget.RestrictedInstallation leftover -> leftover.name();
                    case SlackRevocationTarget.Installed installed -> installed.name();
                    case SlackRevocationTarget.Request request -> request.name();
                    case SlackRevocationTarget.Unsupported none -> none.name();
                };
        return new RevocationPlan.Manual(
                removal instanceof SlackRevocationTarget.Unsupported(String what, String _)
                        ? "Slack has no API call to revoke %s.".formatted(what)
                        : "Slack allows the removal of apps by API only in organizations, not in a single workspace.",
                List.of(
                        "As an owner of the workspace, open https://slack.com/apps/manage.",
                        "Find %s under Installed apps, Integrations or Requests.".formatted(name),
                        "Choose Remove app, or Restrict app to prevent it from being installed again."));
    }

    private static String uninstall(String app, SlackContext context) {
        return "POST admin.apps.uninstall app_id=%s %s=%s"
                .formatted(app, context.isWorkspace() ? "team_ids" : "enterprise_id", context.id());
    }

    private static String restrict(String what, SlackContext context) {
        return "POST admin.apps.restrict %s %s=%s"
                .formatted(what, context.isWorkspace() ? "team_id" : "enterprise_id", context.id());
    }

    private static String describe(SlackContext context) {
        return context.isWorkspace() ? "workspace " + context.id() : "all workspaces of the organization";
    }
}
