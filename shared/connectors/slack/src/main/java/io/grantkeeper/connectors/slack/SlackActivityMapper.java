package io.grantkeeper.connectors.slack;

import static io.grantkeeper.connector.activity.ActivityRowReader.first;
import static io.grantkeeper.connector.activity.ActivityRowReader.requiredText;
import static io.grantkeeper.connector.activity.ActivityRowReader.text;
import static io.grantkeeper.connector.activity.ActivityRowReader.time;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityEffect.Weight;
import io.grantkeeper.connector.activity.ActivityOutcome;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityParty.Kind;
import io.grantkeeper.connector.activity.ActivityPerson;
import io.grantkeeper.connector.activity.ActivityPlace;
import io.grantkeeper.connector.activity.LogActivityMapper;
import io.grantkeeper.connector.activity.OperationNameClassifier;
import io.grantkeeper.connector.activity.UnreadableRowException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Maps audit entries. The actor is a user, which can be an app's bot; the app is in the context or in the details. If a
 * person acts on an app, the activity is about the app. Source:
 * https://docs.slack.dev/reference/audit-logs-api/methods-actions-reference
 */
final class SlackActivityMapper extends LogActivityMapper {
    private static final int MOST_SCOPES = 100;
    private static final int LONGEST_SCOPE = 100;

    SlackActivityMapper() {
        super(Set.of("audit"), Set.of("app", "bot"));
    }

    @Override
    public Activity map(String stream, JsonNode row) throws UnreadableRowException {
        Instant at = time(row, "date_create");
        String action = requiredText(row, "action", "an entry of Slack's audit log");
        ActivityParty acting = acting(row);
        ActivityParty target = app(row.path("entity").path("app"));
        OperationNameClassifier words = OperationNameClassifier.of(action);
        return new Activity(
                text(row, "id"),
                at,
                acting,
                acting.orTarget(target),
                person(row.path("actor").path("user")),
                first(text(row, "details", "token_id"), text(row, "context", "token_id")),
                action,
                activityClass(action, words),
                resource(row),
                new ActivityPlace(text(row, "context", "ip_address"), 0, "", ""),
                text(row, "context", "ua"),
                ActivityOutcome.SUCCEEDED,
                0,
                effects(action, words, row, target, acting));
    }

    private static ActivityParty acting(JsonNode row) {
        JsonNode user = row.path("actor").path("user");
        for (JsonNode app : List.of(
                row.path("context").path("app"),
                row.path("actor").path("app"),
                row.path("details").path("app"))) {
            if (app(app).isKnown()) {
                return app(app);
            }
        }
        String appId =
                first(text(row, "context", "app_id"), text(row, "details", "app_id"), text(row, "actor", "app_id"));
        if (!appId.isEmpty()) {
            return ActivityParty.of(Kind.APP, "app/" + appId, text(row, "details", "app_name"));
        }
        String id = text(user, "id");
        String bot = first(text(user, "bot_id"), text(row, "actor", "bot", "id"));
        boolean isBot = text(user, "is_bot").equals("true")
                || text(user, "account_type").contains("bot")
                || text(row, "actor", "type").equals("bot")
                || id.startsWith("B");
        if (isBot || !bot.isEmpty()) {
            return ActivityParty.of(Kind.BOT, "bot/" + first(id, bot), text(user, "name"));
        }
        return ActivityParty.of(Kind.PERSON, id.isEmpty() ? "" : "person/" + id, text(user, "name"));
    }

    private static ActivityParty app(JsonNode app) {
        String id = text(app, "id");
        return ActivityParty.of(Kind.APP, id.isEmpty() ? "" : "app/" + id, text(app, "name"));
    }

    private static ActivityPerson person(JsonNode user) {
        boolean bot = text(user, "is_bot").equals("true")
                || text(user, "account_type").contains("bot");
        return bot ? ActivityPerson.NONE : new ActivityPerson(text(user, "id"), text(user, "email"));
    }

    private static ActivityClass activityClass(String action, OperationNameClassifier words) {
        if (action.startsWith("user_login") || action.startsWith("user_logout")) {
            return ActivityClass.SESSION;
        }
        if (action.startsWith("file_")) {
            return new ActivityClass("files", words.activityClass().action());
        }
        if (action.startsWith("role_") || action.contains("owner") || action.contains("_admin")) {
            return new ActivityClass("identity-administration", "write");
        }
        if (action.contains("export") || action.contains("message") || action.contains("channel")) {
            return new ActivityClass("chat", words.activityClass().action());
        }
        return words.activityClass();
    }

    private static String resource(JsonNode row) {
        JsonNode entity = row.path("entity");
        String type = text(entity, "type");
        return type.equals("user") || type.equals("app") || type.isEmpty() ? "" : type + "/" + text(entity, type, "id");
    }

    private static List<ActivityEffect> effects(
            String action, OperationNameClassifier words, JsonNode row, ActivityParty target, ActivityParty acting) {
        List<ActivityEffect> effects = new ArrayList<>(1);
        ActivityPerson user = person(row.path("entity").path("user"));
        if (action.equals("anomaly") || action.startsWith("anomaly")) {
            String reason = first(text(row, "details", "reason"), text(row, "details", "type"), "an anomaly");
            effects.add(new ActivityEffect.ThreatReported("Slack", reason, Weight.MEDIUM));
        } else if (action.startsWith("user_deactivated") || action.equals("guest_deactivated")) {
            effects.add(new ActivityEffect.PersonDisabled(user));
        } else if (action.startsWith("user_reactivated")) {
            effects.add(new ActivityEffect.PersonEnabled(user));
        } else if (action.startsWith("role_change_to_admin")
                || action.startsWith("role_change_to_owner")
                || action.equals("role_assigned")
                || action.startsWith("owner_transferred")) {
            String id = text(row, "entity", "user", "id");
            effects.add(new ActivityEffect.RoleGranted(
                    target.isKnown() ? target : ActivityParty.of(Kind.PERSON, id.isEmpty() ? "" : "person/" + id, id),
                    action.contains("owner") ? "owner" : "admin",
                    action.contains("owner") ? Weight.HIGH : Weight.MEDIUM));
        } else if (action.equals("app_installed")
                || action.equals("org_app_installed")
                || action.equals("app_scopes_expanded")
                || action.equals("app_resources_added")
                || action.equals("app_resources_granted")
                || action.equals("app_approved")) {
            String access = scopes(row);
            effects.add(new ActivityEffect.AccessGranted(
                    target.isKnown() ? target : acting, access, OperationNameClassifier.weightOf(access)));
        } else if (words.addsCredential() && !action.contains("password")) {
            effects.add(new ActivityEffect.CredentialAdded(
                    target.isKnown() ? target : acting, text(row, "details", "token_id")));
        } else if (words.removesCredential() || action.equals("app_uninstalled")) {
            effects.add(new ActivityEffect.CredentialRemoved(
                    target.isKnown() ? target : acting, text(row, "details", "token_id")));
        } else if (action.startsWith("pref.")) {
            preference(action, words, row, effects);
        } else if (!action.startsWith("user_") && !action.startsWith("file_") && !action.contains("channel")) {
            words.weakening(action).ifPresent(effects::add);
        }
        return effects;
    }

    private static void preference(
            String action, OperationNameClassifier words, JsonNode row, List<ActivityEffect> effects) {
        String value = first(text(row, "details", "new_value"), text(row, "details", "new_value", "type"));
        boolean unstated = value.isEmpty() && !action.contains("session") && !action.contains("approval");
        boolean off = unstated
                || value.equals("false")
                || value.contains("off")
                || value.contains("disabled")
                || value.contains("optional")
                || value.equals("0");
        boolean protection = action.contains("two_factor")
                || action.contains("sso")
                || action.contains("saml")
                || action.contains("whitelist")
                || action.contains("approval")
                || action.contains("session")
                || action.contains("dlp")
                || action.contains("mfa");
        if (off && (words.has("audit") || words.has("log") || words.has("logging"))) {
            effects.add(new ActivityEffect.LoggingDisabled(action));
        } else if (off && protection) {
            effects.add(new ActivityEffect.ProtectionWeakened(action));
        }
    }

    /**
     * Returns the scopes that a row grants, without duplicates. If the row states which scopes are new, returns only
     * those.
     */
    private static String scopes(JsonNode row) {
        JsonNode details = row.path("details");
        Set<String> scopes = new LinkedHashSet<>();
        addScopes(details.path("new_scopes"), scopes);
        if (scopes.isEmpty()) {
            JsonNode app = row.path("entity").path("app");
            for (JsonNode list : List.of(
                    details.path("scopes"), details.path("bot_scopes"), app.path("scopes"), app.path("bot_scopes"))) {
                addScopes(list, scopes);
            }
        }
        Set<String> previous = new LinkedHashSet<>();
        addScopes(details.path("previous_scopes"), previous);
        if (!previous.containsAll(scopes)) {
            scopes.removeAll(previous);
        }
        return String.join(" ", scopes);
    }

    private static void addScopes(JsonNode list, Set<String> scopes) {
        if (list.isArray()) {
            for (JsonNode scope : list) {
                String name = scope.asString("");
                if (scopes.size() < MOST_SCOPES && name.length() <= LONGEST_SCOPE) {
                    scopes.add(name);
                }
            }
        }
    }
}
