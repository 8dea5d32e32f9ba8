package io.grantkeeper.simulator.slack;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.SlackTenant;
import io.grantkeeper.simulator.company.SlackTenant.Bot;
import io.grantkeeper.simulator.company.SlackTenant.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes for people and bots, and for a workspace's integration log. */
final class SlackPeopleRoutes {

    private static final String READ = "users:read";

    private SlackPeopleRoutes() {}

    static List<SlackRoute> all() {
        return List.of(
                new SlackRoute(
                        "admin.users.list",
                        "admin.users:read",
                        SlackRoute.TIER_3,
                        SlackOptions.Plan.ENTERPRISE,
                        false,
                        SlackPeopleRoutes::organization),
                new SlackRoute(
                        "users.list",
                        READ,
                        SlackRoute.TIER_2,
                        SlackOptions.Plan.FREE,
                        true,
                        SlackPeopleRoutes::members),
                new SlackRoute(
                        "users.info", READ, SlackRoute.TIER_4, SlackOptions.Plan.FREE, true, SlackPeopleRoutes::one),
                new SlackRoute(
                        "bots.info", READ, SlackRoute.TIER_3, SlackOptions.Plan.FREE, true, SlackPeopleRoutes::bot),
                new SlackRoute(
                        "team.integrationLogs",
                        "admin",
                        SlackRoute.TIER_2,
                        SlackOptions.Plan.PRO,
                        false,
                        SlackPeopleRoutes::integrationLogs));
    }

    private static Map<String, @Nullable Object> organization(SlackCall call) {
        return SlackPages.byCursor(
                call,
                "users",
                call.company().people().all(),
                person -> SlackResponseJson.organizationUser(
                        person,
                        call.tenant().workspaces().all().stream()
                                .filter(workspace -> call.tenant().isMember(person, workspace))
                                .map(Workspace::id)
                                .toList()),
                true);
    }

    private static Map<String, @Nullable Object> members(SlackCall call) {
        Workspace workspace = call.workspace();
        return SlackPages.byCursor(call, "members", rows(call, workspace), row -> row, true);
    }

    private static List<Object> rows(SlackCall call, Workspace workspace) {
        List<Object> rows = new ArrayList<>();
        rows.add(SlackResponseJson.slackbot(workspace));
        boolean withEmail = call.scopes().contains("users:read.email");
        call.company().people().all().stream()
                .filter(person -> call.tenant().isMember(person, workspace))
                .forEach(person -> rows.add(SlackResponseJson.member(person, workspace, withEmail)));
        call.tenant().bots().all().stream()
                .filter(bot -> bot.workspace().equals(workspace.id()))
                .forEach(bot -> rows.add(SlackResponseJson.bot(bot)));
        return rows;
    }

    private static Map<String, @Nullable Object> one(SlackCall call) {
        String id = call.required("user");
        Optional<CompanyPerson> person = call.company().people().all().stream()
                .filter(each -> SlackTenant.userId(each).equals(id))
                .findFirst();
        if (person.isPresent()) {
            boolean withEmail = call.scopes().contains("users:read.email");
            return object("ok", true, "user", SlackResponseJson.member(person.get(), call.tokenWorkspace(), withEmail));
        }
        Bot bot = call.tenant().bots().all().stream()
                .filter(each -> each.userId().equals(id))
                .findFirst()
                .orElseThrow(() -> SlackError.of("user_not_found"));
        return object("ok", true, "user", SlackResponseJson.bot(bot));
    }

    private static Map<String, @Nullable Object> bot(SlackCall call) {
        String id = call.required("bot");
        Bot bot = call.tenant().bots().all().stream()
                .filter(each -> each.botId().equals(id))
                .findFirst()
                .orElseThrow(() -> SlackError.of("bot_not_found"));
        return object(
                "ok",
                true,
                "bot",
                object(
                        "id",
                        bot.botId(),
                        "deleted",
                        false,
                        "name",
                        bot.name(),
                        "app_id",
                        bot.appId().orElse(""),
                        "user_id",
                        bot.userId()));
    }

    /**
     * Returns the integration log of a workspace. If the owner of the caller's token is not a member of the workspace,
     * Slack treats the token as invalid.
     */
    private static Map<String, @Nullable Object> integrationLogs(SlackCall call) {
        Workspace workspace = call.workspace();
        if (call.options().closedWorkspaces().contains(workspace.id())) {
            throw SlackError.of("invalid_auth");
        }
        return SlackPages.byNumber(
                call, "logs", call.tenant().integrationLog(workspace.id()), SlackResponseJson::integration);
    }
}
