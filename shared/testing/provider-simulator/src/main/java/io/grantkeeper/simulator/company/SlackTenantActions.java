package io.grantkeeper.simulator.company;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.SlackTenant.AuditEntry;
import io.grantkeeper.simulator.company.SlackTenant.Bot;
import io.grantkeeper.simulator.company.SlackTenant.Event;
import io.grantkeeper.simulator.company.SlackTenant.IntegrationEntry;
import io.grantkeeper.simulator.company.SlackTenant.Request;
import io.grantkeeper.simulator.company.SlackTenant.Resolution;
import io.grantkeeper.simulator.company.SlackTenant.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Actions of people and administrators in Slack. Each action changes the tenant and adds its rows to the logs. */
public final class SlackTenantActions {

    private static final Duration USUAL_DELAY = Duration.ofMinutes(1);
    /** The audit log shows one out of this many rows late. */
    private static final long ONE_IN = 7;

    private static final Duration LATE = Duration.ofMinutes(55);

    private final SlackTenant tenant;
    private final AtomicLong sequence = new AtomicLong(4_000);

    SlackTenantActions(SlackTenant tenant) {
        this.tenant = tenant;
    }

    public void approve(String place, SlackApp app, CompanyPerson by, Instant at) {
        tenant.restricted().remove(place + '/' + app.id());
        tenant.approved().put(new Resolution(place, app, SlackTenant.userId(by), at));
        applyRequests(place, app);
        audit(at, "app_approved", SlackTenant.userId(by), place, Optional.of(app), Map.of());
    }

    /**
     * Prevents future installations of an app. Existing installations remain.
     *
     * @param place the id of the workspace or organization to which the restriction applies
     */
    public void restrict(String place, SlackApp app, String byUser, Instant at) {
        tenant.approved().remove(place + '/' + app.id());
        tenant.restricted().put(new Resolution(place, app, byUser, at));
        applyRequests(place, app);
        audit(at, "app_restricted", byUser, place, Optional.of(app), Map.of());
    }

    private void applyRequests(String place, SlackApp app) {
        tenant.requests().all().stream()
                .filter(request -> request.app().id().equals(app.id()))
                .filter(request -> request.workspace().equals(place) || place.equals(tenant.organization()))
                .forEach(request -> tenant.requests().remove(request.id()));
    }

    public Request request(Workspace workspace, SlackApp app, CompanyPerson by, String message, Instant at) {
        var request = new Request("Ar" + SlackTenant.code(nextId("request")), workspace.id(), app, by, message, at);
        tenant.requests().put(request);
        queueEvent(
                at,
                workspace.id(),
                object(
                        "type",
                        "app_requested",
                        "app_request",
                        object(
                                "id",
                                request.id(),
                                "app",
                                object("id", app.id(), "name", app.name()),
                                "user",
                                object("id", SlackTenant.userId(by), "name", by.fullName(), "email", by.email()),
                                "team",
                                object("id", workspace.id(), "name", workspace.name(), "domain", workspace.domain()),
                                "message",
                                message,
                                "date_created",
                                at.getEpochSecond())));
        return request;
    }

    /** Installs the app in a workspace, including its bot if it has one. */
    public void install(Workspace workspace, SlackApp app, CompanyPerson by, Instant at) {
        if (!app.botScopes().isEmpty()) {
            tenant.bots()
                    .put(new Bot(
                            "U" + SlackTenant.code("bot of " + app.id()),
                            "B" + SlackTenant.code(app.id() + workspace.id()),
                            workspace.id(),
                            app.name(),
                            Optional.of(app.id()),
                            true));
        }
        integration(workspace.id(), Optional.of(app), by, "added", app.scopes(), at);
        audit(
                at,
                "app_installed",
                SlackTenant.userId(by),
                workspace.id(),
                Optional.of(app),
                Map.of("bot_scopes", app.botScopes(), "scopes", app.userScopes()));
        queueEvent(
                at,
                workspace.id(),
                object(
                        "type",
                        "app_installed",
                        "app_id",
                        app.id(),
                        "app_name",
                        app.name(),
                        "team_id",
                        workspace.id(),
                        "user_id",
                        SlackTenant.userId(by)));
    }

    /** Adds scopes to an installed app. */
    public SlackApp expand(Workspace workspace, SlackApp app, List<String> more, CompanyPerson by, Instant at) {
        SlackApp after = app.withMoreBotScopes(more);
        integration(workspace.id(), Optional.of(after), by, "expanded", after.scopes(), at);
        audit(
                at,
                "app_scopes_expanded",
                SlackTenant.userId(by),
                workspace.id(),
                Optional.of(after),
                Map.of("new_scopes", after.scopes(), "previous_scopes", app.scopes()));
        return after;
    }

    public void uninstall(String workspace, SlackApp app, CompanyPerson by, Instant at) {
        tenant.bots().all().stream()
                .filter(bot -> bot.workspace().equals(workspace))
                .filter(bot -> bot.appId().equals(Optional.of(app.id())))
                .forEach(bot -> tenant.bots().remove(bot.workspace() + '/' + bot.userId()));
        integration(workspace, Optional.of(app), by, "removed", app.scopes(), at);
        audit(at, "app_uninstalled", SlackTenant.userId(by), workspace, Optional.of(app), Map.of());
        queueEvent(at, workspace, object("type", "app_uninstalled_team", "app_id", app.id()));
    }

    /**
     * Records a change to a legacy integration, for example an incoming webhook. Legacy integrations predate Slack
     * apps.
     */
    public void service(Workspace workspace, long id, String type, String change, CompanyPerson by, Instant at) {
        tenant.record(new IntegrationEntry(
                workspace.id(),
                at,
                SlackTenant.userId(by),
                by.fullName(),
                Optional.empty(),
                id,
                type,
                change,
                List.of("incoming-webhook")));
    }

    /** Records that a person allowed an assistant to call one of Slack's own MCP tools. */
    public void callTool(Workspace workspace, SlackApp app, String tool, CompanyPerson by, Instant at) {
        String action = "mcp_slack_" + tool + "_tool_called";
        audit(at, action, SlackTenant.userId(by), workspace.id(), Optional.of(app), Map.of());
        tenant.record(
                new SlackTenant.Activity(at, app.id(), "mcp_tool_called", SlackTenant.userId(by), Optional.of(tool)));
    }

    public void run(SlackApp app, String eventType, CompanyPerson by, Instant at) {
        tenant.record(new SlackTenant.Activity(at, app.id(), eventType, SlackTenant.userId(by), Optional.empty()));
    }

    /** Adds a row to the audit log about an event for which this class has no dedicated method. */
    public void audit(
            Instant at,
            String action,
            String actorUser,
            String place,
            Optional<SlackApp> app,
            Map<String, Object> details) {
        record(at, action, actorUser, place, app, Optional.empty(), Optional.empty(), details);
    }

    public void personChanged(Workspace workspace, CompanyPerson person, String action, CompanyPerson by, Instant at) {
        String user = SlackTenant.userId(person);
        record(
                at,
                action,
                SlackTenant.userId(by),
                tenant.organization(),
                Optional.empty(),
                Optional.of(user),
                Optional.empty(),
                Map.of());
        queueEvent(
                at,
                workspace.id(),
                object(
                        "type",
                        action.endsWith("_created") ? "team_join" : "user_change",
                        "user",
                        object("id", user, "team_id", workspace.id(), "is_bot", false, "deleted", !person.active())));
    }

    public void publish(SlackTenant.Workflow workflow, CompanyPerson by, Instant at) {
        tenant.workflows().put(workflow);
        record(
                at,
                "workflow_v2_published",
                SlackTenant.userId(by),
                workflow.workspace(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(workflow.id()),
                Map.of());
        queueEvent(at, workflow.workspace(), object("type", "workflow_published", "workflow_id", workflow.id()));
    }

    private void record(
            Instant at,
            String action,
            String actorUser,
            String place,
            Optional<SlackApp> app,
            Optional<String> user,
            Optional<String> workflow,
            Map<String, Object> details) {
        long number = sequence.incrementAndGet();
        Instant visible = at.plus(number % ONE_IN == 0 ? LATE : USUAL_DELAY);
        tenant.record(
                new AuditEntry("audit-" + number, at, visible, action, actorUser, place, app, user, workflow, details));
    }

    private void integration(
            String workspace,
            Optional<SlackApp> app,
            CompanyPerson by,
            String change,
            List<String> scopes,
            Instant at) {
        tenant.record(
                new IntegrationEntry(workspace, at, SlackTenant.userId(by), by.fullName(), app, 0, "", change, scopes));
    }

    private void queueEvent(Instant at, String workspace, Map<String, Object> event) {
        tenant.happened(new Event("Ev" + SlackTenant.code(nextId("event")), at, workspace, event));
    }

    private String nextId(String what) {
        return what + sequence.incrementAndGet();
    }
}
