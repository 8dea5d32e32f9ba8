package io.grantkeeper.connectors.google;

import static io.grantkeeper.connector.activity.ActivityRowReader.first;
import static io.grantkeeper.connector.activity.ActivityRowReader.objects;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Maps activities of the Reports API: the logs {@code token}, {@code login}, {@code admin} and {@code drive}, and
 * alerts of the Alert Center. A row can contain several events of one request; the first event determines the
 * operation, and every event contributes its effects. Source:
 * https://developers.google.com/workspace/admin/reports/reference/rest/v1/activities
 */
final class GoogleActivityMapper extends LogActivityMapper {
    private static final String SERVICE_ACCOUNT = ".gserviceaccount.com";

    GoogleActivityMapper() {
        super(
                Set.of("token", "login", "admin", "drive", "alerts"),
                Set.of("client", "project", "account", "key", "agent"));
    }

    @Override
    public Activity map(String stream, JsonNode row) throws UnreadableRowException {
        if (stream.equals("alerts")) {
            return GoogleAlertRow.map(row);
        }
        Instant at = time(row, "id", "time");
        List<JsonNode> events = objects(row, "events");
        if (events.isEmpty()) {
            throw new UnreadableRowException("events is missing or empty; the row is not a Reports API activity");
        }
        JsonNode event = events.getFirst();
        String name = text(event, "name");
        if (name.isEmpty()) {
            throw new UnreadableRowException("events.name is missing; it is the event's name");
        }
        Map<String, String> parameters = parameters(event);
        ActivityParty acting = acting(stream, row, parameters);
        ActivityParty target = target(parameters);
        ActivityParty about = acting.orTarget(target);
        String method = parameters.getOrDefault("method_name", "");
        String api = parameters.getOrDefault("api_name", "");
        String operation = method.isEmpty() ? name : api.isEmpty() ? method : api + "/" + method;
        List<ActivityEffect> effects = new ArrayList<>(1);
        for (JsonNode each : events) {
            addEffects(stream, text(each, "name"), parameters(each), row, effects);
        }
        return new Activity(
                eventId(stream, row),
                at,
                acting,
                about,
                person(row),
                "",
                operation,
                activityClass(stream, name, api, method, parameters),
                first(parameters.getOrDefault("doc_id", ""), parameters.getOrDefault("shared_drive_id", ""), api),
                place(row),
                first(text(row, "userAgent"), parameters.getOrDefault("user_agent", "")),
                outcome(name),
                bytes(parameters),
                effects);
    }

    private static String eventId(String stream, JsonNode row) {
        String qualifier = text(row, "id", "uniqueQualifier");
        return qualifier.isEmpty()
                ? ""
                : first(text(row, "id", "applicationName"), stream) + "/" + text(row, "id", "time") + "/" + qualifier;
    }

    private static ActivityParty acting(String stream, JsonNode row, Map<String, String> parameters) {
        String client =
                first(text(row, "actor", "applicationInfo", "oauthClientId"), parameters.getOrDefault("client_id", ""));
        String name = first(
                text(row, "actor", "applicationInfo", "applicationName"), parameters.getOrDefault("app_name", ""));
        if (!client.isEmpty()) {
            return new ActivityParty(Kind.APP, ids(client), name);
        }
        String agent = text(row, "actor", "agentAttributionInfo", "agentId");
        if (!agent.isEmpty()) {
            return ActivityParty.of(
                    Kind.APP, "agent/" + agent, text(row, "actor", "agentAttributionInfo", "agentName"));
        }
        String email = text(row, "actor", "email");
        if (email.endsWith(SERVICE_ACCOUNT)) {
            return ActivityParty.of(Kind.SERVICE_ACCOUNT, "account/" + email, email);
        }
        String key = text(row, "actor", "key");
        if (text(row, "actor", "callerType").equals("KEY") && !key.isEmpty()) {
            return ActivityParty.of(Kind.TOKEN, "key/" + key, key);
        }
        String project = parameters.getOrDefault("originating_app_id", "");
        if (stream.equals("drive") && !project.isEmpty()) {
            return ActivityParty.of(Kind.APP, "project/" + project, project);
        }
        String person = first(email, text(row, "actor", "profileId"));
        return ActivityParty.of(Kind.PERSON, person.isEmpty() ? "" : "person/" + person, person);
    }

    /**
     * Returns the ids of a client: its client id and, if the client id contains one, its project number. Drive's log
     * identifies clients by project number.
     */
    private static List<String> ids(String client) {
        int dash = client.indexOf('-');
        int dot = client.indexOf('.');
        int end = dash > 0 ? dash : dot;
        return end > 0 && client.endsWith("googleusercontent.com")
                ? List.of("client/" + client, "project/" + client.substring(0, end))
                : List.of("client/" + client);
    }

    private static ActivityParty target(Map<String, String> parameters) {
        String client = first(
                parameters.getOrDefault("OAUTH2_APP_ID", ""),
                parameters.getOrDefault("API_CLIENT_NAME", ""),
                parameters.getOrDefault("APP_ID", ""));
        if (!client.isEmpty()) {
            return new ActivityParty(Kind.APP, ids(client), parameters.getOrDefault("OAUTH2_APP_NAME", client));
        }
        ActivityParty holder = roleHolder(parameters);
        return holder.kind() == Kind.SERVICE_ACCOUNT ? holder : ActivityParty.NONE;
    }

    /** Returns the person or service account whose roles an administrator changed. */
    private static ActivityParty roleHolder(Map<String, String> parameters) {
        String holder = first(parameters.getOrDefault("USER_EMAIL", ""), parameters.getOrDefault("ASSIGNED_TO", ""));
        boolean account = holder.endsWith(SERVICE_ACCOUNT);
        return ActivityParty.of(
                account ? Kind.SERVICE_ACCOUNT : Kind.PERSON,
                holder.isEmpty() ? "" : (account ? "account/" : "person/") + holder,
                holder);
    }

    private static ActivityPerson person(JsonNode row) {
        String email = text(row, "actor", "email");
        return email.endsWith(SERVICE_ACCOUNT)
                ? ActivityPerson.NONE
                : new ActivityPerson(text(row, "actor", "profileId"), email);
    }

    private static ActivityPlace place(JsonNode row) {
        JsonNode asns = row.path("networkInfo").path("ipAsn");
        long asn = asns.isArray() && !asns.isEmpty() ? asns.get(0).asLong(0) : 0;
        return new ActivityPlace(text(row, "ipAddress"), asn, "", text(row, "networkInfo", "regionCode"));
    }

    private static ActivityOutcome outcome(String name) {
        return name.endsWith("failure") ? ActivityOutcome.FAILED : ActivityOutcome.SUCCEEDED;
    }

    private static long bytes(Map<String, String> parameters) {
        String bytes = parameters.getOrDefault("num_response_bytes", "");
        return bytes.isEmpty() || bytes.length() > 15 || !bytes.chars().allMatch(c -> c >= '0' && c <= '9')
                ? 0
                : Long.parseLong(bytes);
    }

    private static ActivityClass activityClass(
            String stream, String name, String api, String method, Map<String, String> parameters) {
        return switch (stream) {
            case "login" -> ActivityClass.SESSION;
            case "drive" -> new ActivityClass("files", drive(name));
            case "token" -> {
                if (!name.equals("activity")) {
                    yield new ActivityClass(name.equals("authorize") ? "session" : "apps", "create");
                }
                String bucket = first(parameters.getOrDefault("product_bucket", ""), api);
                OperationNameClassifier words = OperationNameClassifier.of(method.isEmpty() ? "read" : method);
                OperationNameClassifier product = OperationNameClassifier.of(bucket);
                String resource = first(
                        known(product.activityClass().resource()),
                        known(words.activityClass().resource()),
                        "other");
                yield new ActivityClass(resource, words.activityClass().action());
            }
            default -> OperationNameClassifier.of(name).activityClass();
        };
    }

    private static String known(String resource) {
        return resource.equals("other") ? "" : resource;
    }

    private static String drive(String name) {
        return switch (name) {
            case "view",
                    "download",
                    "preview",
                    "print",
                    "copy",
                    "source_copy",
                    "access_item_content",
                    "sync_item_content" -> "read";
            case "create", "upload" -> "create";
            case "trash", "delete", "untrash" -> "delete";
            default ->
                name.startsWith("change_") || name.startsWith("shared_drive_membership") || name.contains("acl")
                        ? "share"
                        : "write";
        };
    }

    private static Map<String, String> parameters(JsonNode event) {
        Map<String, String> parameters = new HashMap<>();
        for (JsonNode parameter : objects(event, "parameters")) {
            String value = first(text(parameter, "value"), text(parameter, "intValue"), text(parameter, "boolValue"));
            JsonNode many = parameter.path("multiValue");
            if (value.isEmpty() && many.isArray()) {
                StringBuilder joined = new StringBuilder();
                for (JsonNode each : many) {
                    if (joined.length() < 500) {
                        joined.append(joined.isEmpty() ? "" : " ").append(each.asString(""));
                    }
                }
                value = joined.toString();
            }
            if (!value.isEmpty()) {
                parameters.put(text(parameter, "name"), value);
            }
        }
        return parameters;
    }

    private static void addEffects(
            String stream, String name, Map<String, String> parameters, JsonNode row, List<ActivityEffect> effects) {
        switch (stream) {
            case "token" -> {
                ActivityParty client = new ActivityParty(
                        Kind.APP,
                        ids(parameters.getOrDefault("client_id", "unknown")),
                        parameters.getOrDefault("app_name", ""));
                String scopes = parameters.getOrDefault("scope", "");
                if (name.equals("authorize")) {
                    effects.add(
                            new ActivityEffect.AccessGranted(client, scopes, OperationNameClassifier.weightOf(scopes)));
                }
            }
            case "login" -> {
                if (name.startsWith("suspicious")
                        || name.contains("gov_attack")
                        || name.startsWith("account_disabled")
                        || name.equals("user_signed_out_due_to_suspicious_session_cookie")) {
                    effects.add(new ActivityEffect.ThreatReported("Google", name, Weight.HIGH));
                } else if (parameters.getOrDefault("is_suspicious", "").equals("true")) {
                    effects.add(new ActivityEffect.ThreatReported("Google", "a suspicious sign-in", Weight.MEDIUM));
                } else if (name.equals("2sv_disable")) {
                    effects.add(new ActivityEffect.ProtectionWeakened("two-step verification of a person"));
                } else if (name.equals("email_forwarding_out_of_domain")) {
                    effects.add(new ActivityEffect.ProtectionWeakened("mail is forwarded to an address outside"));
                }
                if (name.startsWith("account_disabled") && person(row).isKnown()) {
                    effects.add(new ActivityEffect.PersonDisabled(person(row)));
                }
            }
            case "admin" -> admin(name, parameters, effects);
            default -> {
                if (parameters.getOrDefault("visibility", "").contains("public_on_the_web")
                        && name.contains("visibility")) {
                    effects.add(new ActivityEffect.ProtectionWeakened("a document that is public now"));
                }
            }
        }
    }

    private static void admin(String name, Map<String, String> parameters, List<ActivityEffect> effects) {
        ActivityPerson person = new ActivityPerson("", parameters.getOrDefault("USER_EMAIL", ""));
        ActivityParty client = target(parameters);
        switch (name) {
            case "SUSPEND_USER", "DELETE_USER", "ARCHIVE_USER" ->
                effects.add(new ActivityEffect.PersonDisabled(person));
            case "UNSUSPEND_USER", "UNDELETE_USER" -> effects.add(new ActivityEffect.PersonEnabled(person));
            case "AUTHORIZE_API_CLIENT_ACCESS" -> {
                String scopes = first(parameters.getOrDefault("API_SCOPES", ""), "domain-wide delegation");
                effects.add(new ActivityEffect.AccessGranted(client, scopes, Weight.HIGH));
            }
            case "ASSIGN_ROLE", "ADD_PRIVILEGE", "GRANT_ADMIN_PRIVILEGE", "GRANT_DELEGATED_ADMIN_PRIVILEGES" -> {
                String role = first(parameters.getOrDefault("ROLE_NAME", ""), "administrator");
                Weight weight = OperationNameClassifier.weightOf(role);
                effects.add(new ActivityEffect.RoleGranted(
                        roleHolder(parameters), role, weight == Weight.LOW ? Weight.MEDIUM : weight));
            }
            case "ADD_TO_TRUSTED_OAUTH2_APPS" ->
                effects.add(new ActivityEffect.AccessGranted(client, "trust", Weight.LOW));
            case "CREATE_EMAIL_MONITOR" ->
                effects.add(new ActivityEffect.ProtectionWeakened("an email monitor copies a person's mail"));
            case "REVOKE_3LO_TOKEN", "REMOVE_API_CLIENT_ACCESS" ->
                effects.add(new ActivityEffect.CredentialRemoved(client, ""));
            default -> adminSetting(name, parameters, effects);
        }
    }

    private static void adminSetting(String name, Map<String, String> parameters, List<ActivityEffect> effects) {
        String value = parameters.getOrDefault("NEW_VALUE", "").toLowerCase(Locale.ROOT);
        String setting = first(parameters.getOrDefault("SETTING_NAME", ""), name);
        boolean off = value.equals("false")
                || value.equals("off")
                || value.contains("disabled")
                || value.contains("not_enforced")
                || value.contains("unenforced")
                || value.equals("optional");
        OperationNameClassifier words = OperationNameClassifier.of(name + "_" + setting);
        boolean protection = words.has("verification")
                || words.has("authentication")
                || words.has("2sv")
                || words.has("sso")
                || words.has("security")
                || words.has("password")
                || words.has("mfa")
                || words.has("strong")
                || words.has("dlp");
        boolean logging = words.has("audit") || words.has("logging") || words.has("log") || words.has("logs");
        if (logging && (off || words.weakening(name).isPresent())) {
            effects.add(new ActivityEffect.LoggingDisabled(setting));
        } else if ((protection && off) || name.contains("TURN_OFF_2_STEP") || name.contains("DISABLE_2SV")) {
            effects.add(new ActivityEffect.ProtectionWeakened(setting));
        } else if (OperationNameClassifier.of(name).weakening(name).isPresent()
                && !name.contains("USER")
                && !name.contains("OAUTH2")) {
            effects.addAll(
                    OperationNameClassifier.of(name).weakening(name).stream().toList());
        }
    }
}
