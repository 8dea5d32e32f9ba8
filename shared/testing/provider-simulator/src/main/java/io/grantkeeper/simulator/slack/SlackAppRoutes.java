package io.grantkeeper.simulator.slack;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.SimulatedTable;
import io.grantkeeper.simulator.company.SlackApp;
import io.grantkeeper.simulator.company.SlackTenant;
import io.grantkeeper.simulator.company.SlackTenant.Request;
import io.grantkeeper.simulator.company.SlackTenant.Resolution;
import io.grantkeeper.simulator.company.SlackTenant.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The routes with which administrators list and manage apps. */
final class SlackAppRoutes {

    private static final String READ = "admin.apps:read";
    private static final String WRITE = "admin.apps:write";

    private SlackAppRoutes() {}

    static List<SlackRoute> all() {
        return List.of(
                route(
                        "admin.apps.approved.list",
                        READ,
                        SlackRoute.TIER_2,
                        call -> resolutions(call, "approved_apps", call.tenant().approved())),
                route(
                        "admin.apps.restricted.list",
                        READ,
                        SlackRoute.TIER_2,
                        call -> resolutions(
                                call, "restricted_apps", call.tenant().restricted())),
                route("admin.apps.requests.list", READ, SlackRoute.TIER_2, SlackAppRoutes::requests),
                route("admin.apps.restrict", WRITE, SlackRoute.TIER_2, SlackAppRoutes::restrict),
                route("admin.apps.uninstall", WRITE, SlackRoute.TIER_1, SlackAppRoutes::uninstall),
                route(
                        "admin.workflows.search",
                        "admin.workflows:read",
                        SlackRoute.TIER_2,
                        call -> SlackPages.byCursor(
                                call, "workflows", call.tenant().workflows().all(), SlackResponseJson::workflow, true)),
                route(
                        "admin.apps.activities.list",
                        "admin.app_activities:read",
                        SlackRoute.TIER_3,
                        SlackAppRoutes::activities));
    }

    private static SlackRoute route(String method, String scope, int tier, SlackRoute.Action action) {
        return new SlackRoute(method, scope, tier, SlackOptions.Plan.ENTERPRISE, false, action);
    }

    private static Map<String, @Nullable Object> resolutions(
            SlackCall call, String member, SimulatedTable<String, Resolution> rows) {
        String place = call.place();
        return SlackPages.byCursor(
                call,
                member,
                rows.all().stream().filter(row -> row.place().equals(place)).toList(),
                SlackResponseJson::resolution,
                false);
    }

    /**
     * Returns the pending requests for the approval of apps. A listing for the organization includes the requests of
     * all its workspaces.
     */
    private static Map<String, @Nullable Object> requests(SlackCall call) {
        String place = call.place();
        List<Request> rows = call.tenant().requests().all().stream()
                .filter(row -> place.equals(call.tenant().organization())
                        || row.workspace().equals(place))
                .toList();
        return SlackPages.byCursor(
                call,
                "app_requests",
                rows,
                row -> SlackResponseJson.request(
                        row, call.tenant().workspaces().find(row.workspace()).orElseThrow()),
                false);
    }

    private static Map<String, @Nullable Object> activities(SlackCall call) {
        long since = micros(call, "min_date_created", 0);
        long until = micros(call, "max_date_created", Long.MAX_VALUE);
        return SlackPages.byCursor(
                call,
                "activities",
                call.tenant().activities().stream()
                        .filter(row -> row.time().getEpochSecond() * 1_000_000 >= since
                                && row.time().getEpochSecond() * 1_000_000 <= until)
                        .toList(),
                SlackResponseJson::activity,
                true);
    }

    private static long micros(SlackCall call, String name, long otherwise) {
        return call.argument(name).map(Long::parseLong).orElse(otherwise);
    }

    private static Map<String, @Nullable Object> restrict(SlackCall call) {
        String place = call.place();
        Optional<String> request = call.argument("request_id");
        SlackApp app = request.isPresent()
                ? call.tenant()
                        .requests()
                        .find(request.get())
                        .map(Request::app)
                        .orElseThrow(() -> SlackError.of("request_already_resolved"))
                : app(call.tenant(), call.required("app_id"));
        CompanyPerson administrator = administrator(call);
        call.company().onSlack().restrict(place, app, SlackTenant.userId(administrator), call.now());
        return object("ok", true);
    }

    /**
     * Uninstalls an app from the workspaces in {@code team_ids} or, if the call has {@code enterprise_id} instead, from
     * all workspaces.
     */
    private static Map<String, @Nullable Object> uninstall(SlackCall call) {
        SlackApp app = app(call.tenant(), call.required("app_id"));
        Optional<String> teams = call.argument("team_ids");
        if (teams.isPresent() == call.argument("enterprise_id").isPresent()) {
            throw SlackError.of("invalid_arguments");
        }
        List<String> workspaces = teams.isPresent()
                ? Arrays.stream(teams.get().split(",", -1)).toList()
                : call.tenant().workspaces().all().stream().map(Workspace::id).toList();
        for (String workspace : workspaces) {
            if (isInstalled(call.tenant(), workspace, app)) {
                call.company().onSlack().uninstall(workspace, app, administrator(call), call.now());
            }
        }
        return object("ok", true);
    }

    private static boolean isInstalled(SlackTenant tenant, String workspace, SlackApp app) {
        return tenant.integrationLog(workspace).stream()
                .filter(row -> row.app().filter(of -> of.id().equals(app.id())).isPresent())
                .findFirst()
                .filter(row -> !row.change().equals("removed"))
                .isPresent();
    }

    private static SlackApp app(SlackTenant tenant, String id) {
        return Stream.of(
                        tenant.approved().all().stream().map(Resolution::app),
                        tenant.restricted().all().stream().map(Resolution::app),
                        tenant.requests().all().stream().map(Request::app),
                        tenant.workspaces().all().stream()
                                .flatMap(workspace -> tenant.integrationLog(workspace.id()).stream())
                                .flatMap(row -> row.app().stream()))
                .flatMap(apps -> apps)
                .filter(app -> app.id().equals(id))
                .findFirst()
                .orElseThrow(() -> SlackError.of("invalid_app_id"));
    }

    static CompanyPerson administrator(SlackCall call) {
        return call.company().people().active().stream()
                .filter(CompanyPerson::administrator)
                .findFirst()
                .orElseThrow(() -> SlackError.of("not_an_admin"));
    }
}
