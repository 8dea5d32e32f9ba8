package io.grantkeeper.simulator.slack;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.SlackTenant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes that describe a token, list its workspaces, and revoke it. They accept any token. */
final class SlackAuthRoutes {

    private SlackAuthRoutes() {}

    static List<SlackRoute> all(SlackTokenIssuer issuer) {
        return List.of(
                new SlackRoute(
                        "auth.test", "", SlackRoute.SPECIAL, SlackOptions.Plan.FREE, true, SlackAuthRoutes::test),
                new SlackRoute(
                        "auth.teams.list", "", SlackRoute.TIER_2, SlackOptions.Plan.FREE, true, SlackAuthRoutes::teams),
                new SlackRoute("auth.revoke", "", SlackRoute.TIER_3, SlackOptions.Plan.FREE, true, call -> {
                    issuer.revoke(call.token());
                    return object("ok", true, "revoked", true);
                }));
    }

    private static Map<String, @Nullable Object> test(SlackCall call) {
        Map<String, @Nullable Object> answer = object(
                "ok",
                true,
                "url",
                "https://larkfield.enterprise.slack.com/",
                "team",
                call.tenant().name(),
                "user",
                "grantkeeper",
                "team_id",
                call.enterprise()
                        ? call.tenant().organization()
                        : call.tokenWorkspace().id(),
                "user_id",
                SlackTenant.userId(SlackAppRoutes.administrator(call)),
                "is_enterprise_install",
                call.enterprise());
        if (call.enterprise()) {
            answer.put("enterprise_id", call.tenant().organization());
        }
        return answer;
    }

    private static Map<String, @Nullable Object> teams(SlackCall call) {
        return SlackPages.byCursor(
                call,
                "teams",
                call.enterprise() ? call.tenant().workspaces().all() : List.of(call.tokenWorkspace()),
                workspace -> object("id", workspace.id(), "name", workspace.name()),
                true);
    }
}
