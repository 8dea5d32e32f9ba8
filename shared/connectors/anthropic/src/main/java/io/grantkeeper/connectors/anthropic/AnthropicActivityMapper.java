package io.grantkeeper.connectors.anthropic;

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
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Maps activities of the Compliance API. The actor is a person, an API key, an admin key or a service account. The ids
 * of the object are in members of the activity itself. Source:
 * https://platform.claude.com/docs/en/api/compliance/activities
 */
final class AnthropicActivityMapper extends LogActivityMapper {
    AnthropicActivityMapper() {
        super(Set.of("activities"), Set.of("account", "key", "admin-key"));
    }

    @Override
    public Activity map(String stream, JsonNode row) throws UnreadableRowException {
        Instant at = time(row, "created_at");
        String type = requiredText(row, "type", "an activity of Anthropic's Compliance API");
        JsonNode actor = row.path("actor");
        ActivityPerson person = new ActivityPerson(text(actor, "user_id"), text(actor, "email_address"));
        ActivityParty acting = acting(actor, person);
        ActivityParty target = target(type, row);
        OperationNameClassifier words = OperationNameClassifier.of(type);
        return new Activity(
                text(row, "id"),
                at,
                acting,
                acting.orTarget(target),
                person,
                first(text(actor, "api_key_id"), text(actor, "admin_api_key_id"), text(actor, "scoped_api_key_id")),
                type,
                activityClass(type, words),
                first(text(row, "workspace_id"), text(row, "claude_project_id"), text(row, "mcp_server_id")),
                new ActivityPlace(text(actor, "ip_address"), 0, "", ""),
                text(actor, "user_agent"),
                type.endsWith("_failed") ? ActivityOutcome.FAILED : ActivityOutcome.SUCCEEDED,
                0,
                effects(type, words, row, target));
    }

    private static ActivityParty acting(JsonNode actor, ActivityPerson person) {
        String account = text(actor, "service_account_id");
        if (!account.isEmpty()) {
            return ActivityParty.of(Kind.SERVICE_ACCOUNT, "account/" + account, account);
        }
        String key = first(text(actor, "api_key_id"), text(actor, "scoped_api_key_id"));
        if (!key.isEmpty()) {
            return ActivityParty.of(Kind.TOKEN, "key/" + key, key);
        }
        String admin = text(actor, "admin_api_key_id");
        if (!admin.isEmpty()) {
            return ActivityParty.of(Kind.TOKEN, "admin-key/" + admin, admin);
        }
        return person.isKnown()
                ? ActivityParty.of(Kind.PERSON, "person/" + first(person.id(), person.email()), person.email())
                : ActivityParty.of(Kind.VENDOR, "system/" + first(text(actor, "type"), "unknown"), "");
    }

    private static ActivityParty target(String type, JsonNode row) {
        String account = text(row, "service_account_id");
        if (!account.isEmpty()) {
            return ActivityParty.of(Kind.SERVICE_ACCOUNT, "account/" + account, first(text(row, "name"), account));
        }
        String admin = text(row, "admin_api_key_id");
        if (!admin.isEmpty()) {
            return ActivityParty.of(Kind.TOKEN, "admin-key/" + admin, first(text(row, "name"), admin));
        }
        String key = first(text(row, "api_key_id"), text(row, "scoped_api_key_id"), text(row, "service_key_id"));
        return key.isEmpty() || !type.contains("key")
                ? ActivityParty.NONE
                : ActivityParty.of(Kind.TOKEN, "key/" + key, first(text(row, "name"), key));
    }

    private static ActivityClass activityClass(String type, OperationNameClassifier words) {
        if (type.contains("login") || type.contains("logout")) {
            return ActivityClass.SESSION;
        }
        if (type.contains("role_assignment") || type.contains("service_account") || type.contains("federation_rule")) {
            return new ActivityClass(
                    "identity-administration", words.activityClass().action());
        }
        return type.contains("claude_chat") || type.contains("conversation")
                ? new ActivityClass("chat", words.activityClass().action())
                : words.activityClass();
    }

    private static List<ActivityEffect> effects(
            String type, OperationNameClassifier words, JsonNode row, ActivityParty target) {
        List<ActivityEffect> effects = new ArrayList<>(1);
        String user = text(row, "user_id");
        ActivityPerson person = new ActivityPerson(user, first(text(row, "user_email"), text(row, "email_address")));
        if (type.equals("org_user_deleted")
                || type.equals("org_user_left")
                || type.equals("org_user_removed")
                || type.equals("org_user_deactivated")
                || type.equals("account_deleted")) {
            effects.add(new ActivityEffect.PersonDisabled(person));
        } else if (type.equals("role_assignment_granted")
                || type.contains("role_updated")
                || (type.contains("workspace_member_added") && target.isKnown())) {
            String role = first(text(row, "role"), text(row, "new_role"), text(row, "workspace_role"), "role");
            Weight weight = role.contains("owner") ? Weight.HIGH : role.contains("admin") ? Weight.MEDIUM : Weight.LOW;
            effects.add(new ActivityEffect.RoleGranted(
                    target.isKnown()
                            ? target
                            : ActivityParty.of(Kind.PERSON, user.isEmpty() ? "" : "person/" + user, user),
                    role,
                    weight));
        } else if (words.addsCredential() || type.equals("platform_federation_rule_created")) {
            effects.add(new ActivityEffect.CredentialAdded(target, credential(row)));
        } else if (words.removesCredential() || (text(row, "status").equals("inactive") && type.contains("key"))) {
            effects.add(new ActivityEffect.CredentialRemoved(target, credential(row)));
        } else if (type.startsWith("mcp_server_created") || type.startsWith("integration_user_connected")) {
            effects.add(new ActivityEffect.AccessGranted(target, type, Weight.LOW));
        } else if (type.contains("abuse_decision") || type.contains("suspicious")) {
            effects.add(new ActivityEffect.ThreatReported("Anthropic", type, Weight.MEDIUM));
        } else if (!type.startsWith("claude_")) {
            words.weakening(type).ifPresent(effects::add);
        }
        return effects;
    }

    private static String credential(JsonNode row) {
        return first(
                text(row, "api_key_id"),
                text(row, "scoped_api_key_id"),
                text(row, "admin_api_key_id"),
                text(row, "service_key_id"),
                text(row, "federation_rule_id"));
    }
}
