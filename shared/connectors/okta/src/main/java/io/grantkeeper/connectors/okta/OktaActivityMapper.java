package io.grantkeeper.connectors.okta;

import static io.grantkeeper.connector.activity.ActivityRowReader.first;
import static io.grantkeeper.connector.activity.ActivityRowReader.number;
import static io.grantkeeper.connector.activity.ActivityRowReader.objects;
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
 * Maps events of the system log. An OAuth client acts under its own name. An API token appears in the transaction's
 * details, and the actor is the person to whom the token belongs. Sources:
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/ and
 * https://developer.okta.com/docs/reference/api/event-types/
 */
final class OktaActivityMapper extends LogActivityMapper {
    OktaActivityMapper() {
        super(Set.of("system-log"), Set.of("app", "token"));
    }

    @Override
    public Activity map(String stream, JsonNode row) throws UnreadableRowException {
        Instant at = time(row, "published");
        String type = requiredText(row, "eventType", "an event of Okta's system log");
        List<JsonNode> targets = objects(row, "target");
        JsonNode actor = row.path("actor");
        String token = text(row, "transaction", "detail", "requestApiTokenId");
        ActivityPerson person = person(actor, targets);
        ActivityParty acting = acting(type, actor, token, targets);
        ActivityParty target = identity(targets);
        ActivityParty about = acting.orTarget(target);
        OperationNameClassifier words = OperationNameClassifier.of(type);
        return new Activity(
                text(row, "uuid"),
                at,
                acting,
                about,
                person,
                first(token, text(row, "debugContext", "debugData", "clientSecret"), credential(targets)),
                type,
                isSignIn(type) ? ActivityClass.SESSION : words.activityClass(),
                resource(targets, about),
                place(row),
                text(row, "client", "userAgent", "rawUserAgent"),
                outcome(text(row, "outcome", "result")),
                number(row, "debugContext", "debugData", "responseBytes"),
                effects(type, words, row, targets, target));
    }

    /** The type of the event that Okta logs when an administrator lets Okta's support team sign in as users. */
    private static final String IMPERSONATION = "user.session.impersonation.grant";

    private static boolean isSignIn(String type) {
        return (type.startsWith("app.oauth2.") && type.contains("token.grant"))
                || (type.startsWith("user.session.") && !type.equals(IMPERSONATION))
                || type.startsWith("user.authentication.");
    }

    private static ActivityParty acting(String type, JsonNode actor, String token, List<JsonNode> targets) {
        if (!token.isEmpty()) {
            return new ActivityParty(
                    Kind.TOKEN, List.of("token/" + token), "API token of " + text(actor, "alternateId"));
        }
        String kind = text(actor, "type");
        String id = text(actor, "id");
        if (isIdentity(kind)) {
            return ActivityParty.of(Kind.APP, id.isEmpty() ? "" : "app/" + id, text(actor, "displayName"));
        }
        // A person who signs in to an app uses the app; the app acts for the person.
        if (isSignIn(type) && !type.startsWith("user.session.")) {
            ActivityParty app = app(targets);
            if (app.isKnown()) {
                return app;
            }
        }
        return kind.equals("User")
                ? ActivityParty.of(Kind.PERSON, id.isEmpty() ? "" : "person/" + id, text(actor, "displayName"))
                : ActivityParty.of(Kind.VENDOR, id.isEmpty() ? "" : "system/" + id, text(actor, "displayName"));
    }

    private static boolean isIdentity(String kind) {
        return (kind.contains("App") && !kind.equals("AppUser"))
                || kind.contains("Client")
                || kind.contains("Agent")
                || kind.contains("Service");
    }

    private static ActivityParty app(List<JsonNode> targets) {
        for (JsonNode target : targets) {
            String id = text(target, "id");
            if (isIdentity(text(target, "type")) && !id.isEmpty()) {
                return ActivityParty.of(Kind.APP, "app/" + id, text(target, "displayName"));
            }
        }
        return ActivityParty.NONE;
    }

    private static ActivityParty identity(List<JsonNode> targets) {
        ActivityParty app = app(targets);
        if (app.isKnown()) {
            return app;
        }
        for (JsonNode target : targets) {
            String id = text(target, "id");
            if (text(target, "type").equals("Token") && !id.isEmpty()) {
                return ActivityParty.of(Kind.TOKEN, "token/" + id, text(target, "displayName"));
            }
        }
        return ActivityParty.NONE;
    }

    private static ActivityPerson person(JsonNode actor, List<JsonNode> targets) {
        if (text(actor, "type").equals("User")) {
            return new ActivityPerson(text(actor, "id"), text(actor, "alternateId"));
        }
        return user(targets);
    }

    private static ActivityPerson user(List<JsonNode> targets) {
        for (JsonNode target : targets) {
            if (text(target, "type").equals("User")) {
                return new ActivityPerson(text(target, "id"), text(target, "alternateId"));
            }
        }
        return ActivityPerson.NONE;
    }

    private static String credential(List<JsonNode> targets) {
        for (JsonNode target : targets) {
            String type = text(target, "type");
            if (type.contains("Secret") || type.contains("Key") || type.contains("Credential")) {
                return text(target, "id");
            }
        }
        return "";
    }

    private static String resource(List<JsonNode> targets, ActivityParty about) {
        for (JsonNode target : targets) {
            String id = text(target, "id");
            String type = text(target, "type");
            boolean self = !about.ids().isEmpty() && about.ids().getFirst().endsWith("/" + id);
            if (!self && !id.isEmpty() && !type.contains("oken") && !type.equals("AppUser")) {
                return type.equals("User") ? "" : type + "/" + id;
            }
        }
        return "";
    }

    private static ActivityPlace place(JsonNode row) {
        return new ActivityPlace(
                text(row, "client", "ipAddress"),
                number(row, "securityContext", "asNumber"),
                text(row, "securityContext", "asOrg"),
                text(row, "client", "geographicalContext", "country"));
    }

    private static ActivityOutcome outcome(String result) {
        return switch (result) {
            case "" -> ActivityOutcome.UNKNOWN;
            case "FAILURE", "DENY", "SKIPPED", "CHALLENGE", "ABANDONED", "UNANSWERED" -> ActivityOutcome.FAILED;
            default -> ActivityOutcome.SUCCEEDED;
        };
    }

    private static List<ActivityEffect> effects(
            String type, OperationNameClassifier words, JsonNode row, List<JsonNode> targets, ActivityParty identity) {
        List<ActivityEffect> effects = new ArrayList<>(1);
        threat(type, row, effects);
        if (outcome(text(row, "outcome", "result")) == ActivityOutcome.FAILED || isSignIn(type)) {
            return effects;
        }
        if (type.contains("privilege.grant") || type.contains("role.assign")) {
            effects.add(role(row, targets, identity));
        } else if (type.contains("consent.grant") || type.contains("scope.grant") || type.contains("grant.create")) {
            effects.add(access(row, targets, identity));
        } else if (type.startsWith("user.lifecycle.")) {
            account(type, user(targets), effects);
        } else if (words.addsCredential() && !type.contains("password") && !type.contains("token.grant")) {
            effects.add(new ActivityEffect.CredentialAdded(
                    identity, first(credential(targets), textOfType(targets, "Token"))));
        } else if (words.removesCredential() && !type.contains("password")) {
            effects.add(new ActivityEffect.CredentialRemoved(
                    identity, first(credential(targets), textOfType(targets, "Token"))));
        } else if (type.startsWith("system.idp.lifecycle.") && (type.endsWith("create") || type.endsWith("activate"))) {
            effects.add(new ActivityEffect.ProtectionWeakened("sign-in, with another identity provider"));
        } else if (type.startsWith("user.mfa.factor.reset_all") || type.equals(IMPERSONATION)) {
            effects.add(new ActivityEffect.ProtectionWeakened(type));
        } else if (!type.startsWith("user.") && !type.startsWith("application.") && !type.startsWith("group.")) {
            words.weakening(type).ifPresent(effects::add);
        }
        return effects;
    }

    private static String textOfType(List<JsonNode> targets, String type) {
        for (JsonNode target : targets) {
            if (text(target, "type").equals(type)) {
                return text(target, "id");
            }
        }
        return "";
    }

    private static void account(String type, ActivityPerson person, List<ActivityEffect> effects) {
        if (!person.isKnown()) {
            return;
        }
        if (type.contains("deactivate")
                || (type.contains("suspend") && !type.contains("unsuspend"))
                || type.contains("delete")) {
            effects.add(new ActivityEffect.PersonDisabled(person));
        } else if (type.contains("activate") || type.contains("unsuspend")) {
            effects.add(new ActivityEffect.PersonEnabled(person));
        }
    }

    private static ActivityEffect role(JsonNode row, List<JsonNode> targets, ActivityParty identity) {
        String role = text(row, "debugContext", "debugData", "privilegeGranted");
        for (JsonNode target : targets) {
            if (role.isEmpty()
                    && text(target, "type").toUpperCase(java.util.Locale.ROOT).contains("ROLE")) {
                role = text(target, "displayName");
            }
        }
        ActivityParty holder = identity;
        if (!holder.isKnown()) {
            ActivityPerson person = user(targets);
            holder =
                    ActivityParty.of(Kind.PERSON, person.id().isEmpty() ? "" : "person/" + person.id(), person.email());
        }
        String name = first(role, "administrator role");
        Weight weight = OperationNameClassifier.weightOf(name.replace(' ', '_'));
        return new ActivityEffect.RoleGranted(holder, name, weight == Weight.LOW ? Weight.MEDIUM : weight);
    }

    private static ActivityEffect access(JsonNode row, List<JsonNode> targets, ActivityParty identity) {
        StringBuilder scopes = new StringBuilder(first(
                text(row, "debugContext", "debugData", "grantedScopes"),
                text(row, "debugContext", "debugData", "scopes"),
                text(row, "debugContext", "debugData", "scope")));
        for (JsonNode target : targets) {
            if (text(target, "type").toLowerCase(java.util.Locale.ROOT).contains("scope")) {
                scopes.append(' ').append(text(target, "displayName"));
            }
        }
        String access = scopes.toString().strip();
        return new ActivityEffect.AccessGranted(identity, access, OperationNameClassifier.weightOf(access));
    }

    private static void threat(String type, JsonNode row, List<ActivityEffect> effects) {
        if (type.startsWith("security.threat.detected")
                || type.startsWith("user.risk.detect")
                || type.startsWith("security.breached_credential")
                || type.contains("report_suspicious_activity")
                || type.startsWith("security.attack")) {
            effects.add(new ActivityEffect.ThreatReported("Okta", type, Weight.HIGH));
        } else if (type.endsWith("token.detect_reuse")) {
            effects.add(
                    new ActivityEffect.ThreatReported("Okta", "that a refresh token was used twice", Weight.MEDIUM));
        } else if (text(row, "debugContext", "debugData", "threatSuspected").equalsIgnoreCase("true")) {
            effects.add(new ActivityEffect.ThreatReported("Okta", "a suspected threat", Weight.MEDIUM));
        } else if (risk(row).contains("HIGH")) {
            effects.add(new ActivityEffect.ThreatReported("Okta", "a high risk level", Weight.MEDIUM));
        }
    }

    private static String risk(JsonNode row) {
        JsonNode risk = row.path("debugContext").path("debugData").path("risk");
        return risk.isObject() ? text(risk, "level") : levelOf(risk.asString(""));
    }

    /** Returns the risk level from a value such as {@code {reasons=Anomalous Location, level=HIGH}}. */
    private static String levelOf(String risk) {
        int level = risk.indexOf("level=");
        return level < 0 ? "" : risk.substring(level, Math.min(risk.length(), level + 12));
    }
}
