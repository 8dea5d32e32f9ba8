package io.grantkeeper.connectors.openai;

import static io.grantkeeper.connector.activity.ActivityRowReader.first;
import static io.grantkeeper.connector.activity.ActivityRowReader.number;
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
 * Maps audit log rows. An action with a service account's key is attributed to the account; an action with a person's
 * key is attributed to the key itself. Source: https://platform.openai.com/docs/api-reference/audit-logs
 */
final class OpenAiActivityMapper extends LogActivityMapper {
    OpenAiActivityMapper() {
        super(Set.of("audit"), Set.of("account", "key"));
    }

    @Override
    public Activity map(String stream, JsonNode row) throws UnreadableRowException {
        Instant at = time(row, "effective_at");
        String type = requiredText(row, "type", "an entry of OpenAI's audit log");
        JsonNode actor = row.path("actor");
        JsonNode key = actor.path("api_key");
        JsonNode session = actor.path("session");
        JsonNode user = session.path("user").isObject() ? session.path("user") : key.path("user");
        ActivityPerson person = new ActivityPerson(text(user, "id"), text(user, "email"));
        ActivityParty acting = acting(key, person);
        JsonNode what = row.path(type);
        ActivityParty target = target(type, what, acting);
        OperationNameClassifier words = OperationNameClassifier.of(type);
        JsonNode from = text(session, "ip_address").isEmpty() ? key : session;
        return new Activity(
                text(row, "id"),
                at,
                acting,
                acting.orTarget(target),
                person,
                text(key, "id"),
                type,
                activityClass(type, words),
                text(row, "project", "id"),
                new ActivityPlace(
                        first(text(from, "ip_address"), text(actor, "ip_address"), text(row, "ip_address")),
                        number(from, "ip_address_details", "asn"),
                        "",
                        text(from, "ip_address_details", "country")),
                first(text(from, "user_agent"), text(actor, "user_agent")),
                type.endsWith(".failed") ? ActivityOutcome.FAILED : ActivityOutcome.SUCCEEDED,
                0,
                effects(type, words, what, target, acting));
    }

    private static ActivityParty acting(JsonNode key, ActivityPerson person) {
        String account = text(key, "service_account", "id");
        if (!account.isEmpty()) {
            return ActivityParty.of(
                    Kind.SERVICE_ACCOUNT, "account/" + account, first(text(key, "service_account", "name"), account));
        }
        String id = text(key, "id");
        if (!id.isEmpty()) {
            return ActivityParty.of(Kind.TOKEN, "key/" + id, "key of " + first(person.email(), person.id(), id));
        }
        return ActivityParty.of(
                Kind.PERSON, person.isKnown() ? "person/" + first(person.id(), person.email()) : "", person.email());
    }

    private static ActivityParty target(String type, JsonNode what, ActivityParty acting) {
        if (type.startsWith("role.assignment.")) {
            ActivityParty holder = holder(what, acting);
            return holder.kind() == Kind.SERVICE_ACCOUNT ? holder : ActivityParty.NONE;
        }
        String id = text(what, "id");
        if (id.isEmpty()) {
            return ActivityParty.NONE;
        }
        if (type.startsWith("service_account.")) {
            return ActivityParty.of(Kind.SERVICE_ACCOUNT, "account/" + id, first(text(what, "data", "name"), id));
        }
        return type.contains("api_key.") ? ActivityParty.of(Kind.TOKEN, "key/" + id, id) : ActivityParty.NONE;
    }

    private static ActivityClass activityClass(String type, OperationNameClassifier words) {
        if (type.startsWith("login.") || type.startsWith("logout.")) {
            return ActivityClass.SESSION;
        }
        return type.startsWith("role") || type.startsWith("service_account.") || type.startsWith("workload_identity")
                ? new ActivityClass(
                        "identity-administration", words.activityClass().action())
                : words.activityClass();
    }

    private static List<ActivityEffect> effects(
            String type, OperationNameClassifier words, JsonNode what, ActivityParty target, ActivityParty acting) {
        List<ActivityEffect> effects = new ArrayList<>(1);
        String id = text(what, "id");
        if (type.startsWith("user.deleted") || type.startsWith("user.removed")) {
            effects.add(new ActivityEffect.PersonDisabled(new ActivityPerson(id, text(what, "email"))));
        } else if (type.startsWith("user.added")) {
            effects.add(new ActivityEffect.PersonEnabled(new ActivityPerson(id, text(what, "data", "email"))));
            role(what, "data", id, effects);
        } else if (type.startsWith("user.updated")) {
            role(what, "changes_requested", id, effects);
        } else if (type.startsWith("role.assignment.created")) {
            effects.add(new ActivityEffect.RoleGranted(holder(what, acting), assignedRole(what), Weight.MEDIUM));
        } else if (type.contains("api_key.created") || words.addsCredential()) {
            effects.add(new ActivityEffect.CredentialAdded(target.isKnown() ? target : acting, id));
        } else if (type.contains("api_key.deleted") || words.removesCredential()) {
            effects.add(new ActivityEffect.CredentialRemoved(target, id));
        } else if (type.startsWith("service_account.created")) {
            String role = text(what, "data", "role");
            if (role.equals("owner")) {
                effects.add(new ActivityEffect.RoleGranted(target, role, Weight.HIGH));
            }
        } else if (type.startsWith("service_account.updated")) {
            if (text(what, "changes_requested", "role").equals("owner")) {
                effects.add(new ActivityEffect.RoleGranted(target, "owner", Weight.HIGH));
            }
        } else {
            setting(type, words, what, effects);
        }
        return effects;
    }

    /**
     * Returns the holder of an assigned role. The log has no principal type for service accounts, so an account is
     * recognized by its id.
     */
    private static ActivityParty holder(JsonNode assignment, ActivityParty acting) {
        String holder = first(text(assignment, "principal_id"), text(assignment, "id"));
        boolean account = holder.startsWith("svc_acct")
                || acting.ids().contains("account/" + holder)
                || text(assignment, "principal_type").contains("service");
        return ActivityParty.of(
                account ? Kind.SERVICE_ACCOUNT : Kind.PERSON, (account ? "account/" : "person/") + holder, holder);
    }

    /** Returns the role, or what it applies to if the log does not name the role. */
    private static String assignedRole(JsonNode assignment) {
        String scope = text(assignment, "resource_type");
        return first(
                text(assignment, "role_name"),
                text(assignment, "role_id"),
                scope.isEmpty() ? "(unnamed)" : "for " + scope);
    }

    private static void setting(
            String type, OperationNameClassifier words, JsonNode what, List<ActivityEffect> effects) {
        if ((type.contains("allowlist") && (type.contains("deleted") || type.contains("deactivated")))
                || type.equals("scim.disabled")
                || (type.contains("mtls") && type.contains("deactivated"))
                || (type.contains("sso") && type.contains("disabled"))) {
            effects.add(new ActivityEffect.ProtectionWeakened(type));
        } else if (type.equals("organization.updated")) {
            JsonNode changes = what.path("changes_requested");
            String text = changes.toString().toLowerCase(java.util.Locale.ROOT);
            if (text.contains("audit") && (text.contains("false") || text.contains("disabled"))) {
                effects.add(new ActivityEffect.LoggingDisabled("the audit log"));
            } else if (text(changes, "api_call_logging").equals("disabled")) {
                effects.add(new ActivityEffect.LoggingDisabled("the log of API calls"));
            } else if ((text.contains("mfa") || text.contains("sso") || text.contains("allowlist"))
                    && (text.contains("false") || text.contains("disabled"))) {
                effects.add(new ActivityEffect.ProtectionWeakened(type));
            }
        } else {
            words.weakening(type).ifPresent(effects::add);
        }
    }

    private static void role(JsonNode what, String member, String id, List<ActivityEffect> effects) {
        if (text(what, member, "role").equals("owner")) {
            effects.add(new ActivityEffect.RoleGranted(
                    ActivityParty.of(Kind.PERSON, id.isEmpty() ? "" : "person/" + id, id), "owner", Weight.HIGH));
        }
    }
}
