package io.grantkeeper.simulator.slack;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.SlackApp;
import io.grantkeeper.simulator.company.SlackTenant;
import io.grantkeeper.simulator.company.SlackTenant.Activity;
import io.grantkeeper.simulator.company.SlackTenant.AuditEntry;
import io.grantkeeper.simulator.company.SlackTenant.Bot;
import io.grantkeeper.simulator.company.SlackTenant.IntegrationEntry;
import io.grantkeeper.simulator.company.SlackTenant.Request;
import io.grantkeeper.simulator.company.SlackTenant.Resolution;
import io.grantkeeper.simulator.company.SlackTenant.Workflow;
import io.grantkeeper.simulator.company.SlackTenant.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JSON representations of Slack's objects. */
final class SlackResponseJson {

    private SlackResponseJson() {}

    static Map<String, @Nullable Object> app(SlackApp app) {
        return object(
                "id",
                app.id(),
                "name",
                app.name(),
                "description",
                "",
                "help_url",
                "",
                "privacy_policy_url",
                app.homepage().isEmpty() ? "" : app.homepage() + "/privacy",
                "app_homepage_url",
                app.homepage(),
                "app_directory_url",
                "https://larkfield.slack.com/apps/" + app.id(),
                "is_app_directory_approved",
                !app.internal(),
                "is_internal",
                app.internal(),
                "is_granular_bot_app",
                !app.botScopes().isEmpty(),
                "additional_info",
                "");
    }

    /** Returns an app's scopes. A scope that the app requests for its bot and for users occurs twice. */
    static List<Object> scopes(SlackApp app) {
        List<Object> scopes = new ArrayList<>();
        app.botScopes().forEach(name -> scopes.add(scope(name, "bot")));
        app.userScopes().forEach(name -> scopes.add(scope(name, "user")));
        return scopes;
    }

    private static Object scope(String name, String tokenType) {
        return object(
                "name", name, "description", "", "is_sensitive", name.endsWith(":history"), "token_type", tokenType);
    }

    static Object resolution(Resolution row) {
        return object(
                "app",
                app(row.app()),
                "scopes",
                scopes(row.app()),
                "date_updated",
                row.at().getEpochSecond(),
                "last_resolved_by",
                object("actor_id", row.byUser(), "actor_type", "user"));
    }

    static Object request(Request row, Workspace workspace) {
        return object(
                "id",
                row.id(),
                "app",
                app(row.app()),
                "user",
                object(
                        "id",
                        SlackTenant.userId(row.by()),
                        "name",
                        row.by().fullName(),
                        "email",
                        row.by().email()),
                "team",
                object("id", workspace.id(), "name", workspace.name(), "domain", workspace.domain()),
                "scopes",
                scopes(row.app()),
                "previous_resolution",
                null,
                "is_user_app_collaborator",
                false,
                "message",
                row.message(),
                "date_created",
                row.at().getEpochSecond());
    }

    /**
     * Renders a row of the integration log. In this log, unlike in other listings, times are strings. Legacy
     * integrations, which predate Slack apps, have no app id.
     */
    static Object integration(IntegrationEntry row) {
        Map<String, @Nullable Object> shape = object(
                "user_id",
                row.userId(),
                "user_name",
                row.userName(),
                "date",
                Long.toString(row.time().getEpochSecond()),
                "change_type",
                row.change(),
                "scope",
                String.join(",", row.scopes()));
        if (row.app().isPresent()) {
            shape.put("app_id", row.app().get().id());
            shape.put("app_type", row.app().get().name());
        } else {
            shape.put("service_id", row.serviceId());
            shape.put("service_type", row.serviceType());
            shape.put("channel", "C0123456789");
        }
        return shape;
    }

    /** Renders a user in the organization's user list. */
    static Object organizationUser(CompanyPerson person, List<String> workspaces) {
        return object(
                "id",
                SlackTenant.userId(person),
                "email",
                person.email(),
                "is_admin",
                person.administrator(),
                "is_owner",
                false,
                "is_primary_owner",
                false,
                "is_restricted",
                false,
                "is_ultra_restricted",
                false,
                "is_bot",
                false,
                "username",
                person.givenName().toLowerCase(Locale.ROOT),
                "full_name",
                person.fullName(),
                "is_active",
                person.active(),
                "date_created",
                person.joined().getEpochSecond(),
                "workspaces",
                workspaces,
                "has_2fa",
                true,
                "has_sso",
                true);
    }

    /**
     * Renders a user in a workspace's user list.
     *
     * @param withEmail whether the caller has the scope for email addresses; without it, the address is silently
     *     omitted
     */
    static Object member(CompanyPerson person, Workspace workspace, boolean withEmail) {
        Map<String, @Nullable Object> profile =
                object("real_name", person.fullName(), "display_name", person.givenName(), "title", person.title());
        if (withEmail) {
            profile.put("email", person.email());
        }
        return object(
                "id",
                SlackTenant.userId(person),
                "team_id",
                workspace.id(),
                "name",
                person.givenName().toLowerCase(Locale.ROOT),
                "deleted",
                !person.active(),
                "is_bot",
                false,
                "is_admin",
                person.administrator(),
                "is_owner",
                false,
                "is_primary_owner",
                false,
                "has_2fa",
                true,
                "is_restricted",
                false,
                "is_ultra_restricted",
                false,
                "is_app_user",
                false,
                "updated",
                person.joined().getEpochSecond(),
                "profile",
                profile);
    }

    static Object bot(Bot bot) {
        Map<String, @Nullable Object> profile = object("real_name", bot.name(), "bot_id", bot.botId());
        if (bot.named()) {
            profile.put("api_app_id", bot.appId().orElse(""));
        }
        return object(
                "id",
                bot.userId(),
                "team_id",
                bot.workspace(),
                "name",
                bot.name(),
                "deleted",
                false,
                "is_bot",
                true,
                "is_workflow_bot",
                false,
                "profile",
                profile);
    }

    /** Renders Slackbot, which is in every workspace although it is neither a bot nor a person. */
    static Object slackbot(Workspace workspace) {
        return object(
                "id",
                "USLACKBOT",
                "team_id",
                workspace.id(),
                "name",
                "slackbot",
                "deleted",
                false,
                "is_bot",
                false,
                "profile",
                object("real_name", "Slackbot"));
    }

    static Object workflow(Workflow row) {
        return object(
                "id",
                row.id(),
                "team_id",
                row.workspace(),
                "title",
                row.title(),
                "description",
                "",
                "collaborators",
                List.of(row.byUser()),
                "is_published",
                row.published(),
                "last_updated_by",
                row.byUser(),
                "app_id",
                row.appId(),
                "source",
                "workflow_builder",
                "date_updated",
                row.at().getEpochSecond());
    }

    static Object activity(Activity row) {
        return object(
                "app_id",
                row.appId(),
                "level",
                "info",
                "event_type",
                row.eventType(),
                "source",
                "slack",
                "component_type",
                "functions",
                "payload",
                object("user_id", row.userId(), "tool_name", row.tool().orElse("")),
                "created",
                TimeUnit.SECONDS.toMicros(row.time().getEpochSecond()));
    }

    static Object audit(AuditEntry row, String organization) {
        Map<String, @Nullable Object> entity = object();
        if (row.workflow().isPresent()) {
            entity.put("type", "workflow_v2");
            entity.put("workflow_v2", object("id", row.workflow().get()));
        } else if (row.user().isPresent()) {
            entity.put("type", "user");
            entity.put("user", object("id", row.user().get()));
        } else if (row.action().startsWith("mcp_")) {
            entity.put("type", "workspace");
            entity.put("workspace", object("id", row.place()));
        } else if (row.app().isPresent()) {
            entity.put("type", "app");
            entity.put("app", auditApp(row.app().get()));
        }
        Map<String, @Nullable Object> context = object(
                "location",
                object("type", row.place().equals(organization) ? "enterprise" : "workspace", "id", row.place()),
                "ua",
                "",
                "ip_address",
                "203.0.113.7");
        if (row.action().startsWith("mcp_")) {
            row.app().ifPresent(app -> context.put("app", auditApp(app)));
        }
        return object(
                "id",
                row.id(),
                "date_create",
                row.time().getEpochSecond(),
                "action",
                row.action(),
                "actor",
                object("type", "user", "user", object("id", row.actorUser())),
                "entity",
                entity,
                "context",
                context,
                "details",
                row.details());
    }

    private static Object auditApp(SlackApp app) {
        return object(
                "id",
                app.id(),
                "name",
                app.name(),
                "is_distributed",
                !app.internal(),
                "scopes",
                app.userScopes(),
                "bot_scopes",
                app.botScopes());
    }
}
