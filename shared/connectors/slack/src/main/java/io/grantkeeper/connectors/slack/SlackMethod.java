package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The methods that the connector calls. Slack limits each method separately, in tiers, so each has its own rate limit.
 * Sources: https://docs.slack.dev/apis/web-api/rate-limits; for each method's tier, its page under
 * https://docs.slack.dev/reference/methods and Slack's Java SDK.
 */
enum SlackMethod {
    AUTH_TEST("auth.test", Tier.HUNDREDS, Caller.USER),
    AUTH_TEAMS_LIST("auth.teams.list", Tier.TWO, Caller.USER),
    AUTH_REVOKE("auth.revoke", Tier.THREE, Caller.USER),
    OAUTH_V2_ACCESS("oauth.v2.access", Tier.FOUR, Caller.NOBODY),
    APPS_APPROVED("admin.apps.approved.list", Tier.TWO, Caller.USER),
    APPS_RESTRICTED("admin.apps.restricted.list", Tier.TWO, Caller.USER),
    APPS_REQUESTED("admin.apps.requests.list", Tier.TWO, Caller.USER),
    APPS_ACTIVITIES("admin.apps.activities.list", Tier.THREE, Caller.USER),
    APPS_RESTRICT("admin.apps.restrict", Tier.TWO, Caller.USER),
    APPS_UNINSTALL("admin.apps.uninstall", Tier.ONE, Caller.USER),
    WORKFLOWS_SEARCH("admin.workflows.search", Tier.TWO, Caller.USER),
    ADMIN_USERS("admin.users.list", Tier.THREE, Caller.USER),
    INTEGRATION_LOGS("team.integrationLogs", Tier.TWO, Caller.USER),
    USERS_LIST("users.list", Tier.TWO, Caller.BOT),
    USERS_INFO("users.info", Tier.FOUR, Caller.BOT),
    BOTS_INFO("bots.info", Tier.THREE, Caller.BOT),
    /**
     * The Audit Logs API. It is not part of the Web API: it has its own host and format, and one limit for the whole
     * organization.
     */
    AUDIT_LOGS("audit-logs", Tier.THREE, Caller.USER);

    /** A rate limit tier, with the number of calls per minute that Slack guarantees. */
    private enum Tier {
        ONE(1),
        TWO(20),
        THREE(50),
        FOUR(100),
        HUNDREDS(200);

        private final int calls;

        Tier(int calls) {
            this.calls = calls;
        }
    }

    /** The token with which a method is called. */
    private enum Caller {
        USER(SlackCredentials.USER),
        BOT(SlackCredentials.BOT),
        NOBODY("");

        private final String slot;

        Caller(String slot) {
            this.slot = slot;
        }
    }

    private final String wireName;
    private final Tier tier;
    private final Caller caller;

    SlackMethod(String wireName, Tier tier, Caller caller) {
        this.wireName = wireName;
        this.tier = tier;
        this.caller = caller;
    }

    /** Returns the method's name in URLs, which is also the name of its rate limit. */
    String wireName() {
        return wireName;
    }

    String slot() {
        return caller.slot;
    }

    static List<RateLimit> limits() {
        return Arrays.stream(values())
                .map(method -> new RateLimit(method.wireName, method.tier.calls, Duration.ofMinutes(1)))
                .toList();
    }
}
