package io.grantkeeper.targets.servicenow;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.AlertTargetException;
import io.grantkeeper.targets.OutboundAlert;
import io.grantkeeper.targets.http.AlertTargetHttpClient;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates incidents through ServiceNow's Table API. The field {@code correlation_id} contains the ticket's key. If an
 * incident may already exist, this class searches for the key. Source:
 * https://www.servicenow.com/docs/bundle/xanadu-api-reference/page/integrate/inbound-rest/concept/c_TableAPI.html
 */
public final class ServiceNowTarget implements AlertTarget {
    /** The maximum length of the field {@code short_description}. */
    private static final int MAX_SHORT = 160;
    /** The maximum length of the field {@code description}. */
    private static final int MAX_DESCRIPTION = 4_000;

    private static final String RESOLVED = "6";
    /** The values of {@code state} for incidents that need no more work: resolved, closed and canceled. */
    private static final Set<String> ENDED = Set.of(RESOLVED, "7", "8");

    private static final Pattern SYS_ID = Pattern.compile("[0-9a-f]{32}");
    private static final String FIELDS = "sysparm_fields=sys_id,number,state";
    /**
     * The tags between which ServiceNow renders HTML in journal fields. Business rules can copy other fields to journal
     * fields.
     */
    private static final Pattern CODE_TAG = Pattern.compile("\\[(/?)code]", Pattern.CASE_INSENSITIVE);

    private final Settings settings;
    private final Supplier<Secret> credential;
    private final AlertTargetHttpClient http;

    /**
     * The settings of a target that creates incidents in one ServiceNow instance.
     *
     * @param instance the URL of the instance, with a trailing slash
     * @param user the user whose password is the credential; if empty, the credential is an API key
     * @param assignmentGroup the {@code sys_id} or name of the group that gets the incidents
     * @param closeCode the close code of incidents that Grantkeeper resolves
     */
    public record Settings(
            String id, URI instance, Optional<String> user, Optional<String> assignmentGroup, String closeCode) {}

    public ServiceNowTarget(Settings settings, Supplier<Secret> credential, AlertTargetHttpClient http) {
        this.settings = settings;
        this.credential = credential;
        this.http = http;
    }

    @Override
    public Definition definition() {
        return new Definition(settings.id(), "ServiceNow", Deduplication.BY_SEARCH);
    }

    @Override
    public TicketReference open(OutboundAlert alert, boolean mayExist) throws AlertTargetException {
        if (mayExist) {
            Optional<TicketReference> found = search(alert.key());
            if (found.isPresent()) {
                return found.get();
            }
        }
        String level = level(alert.severity());
        ObjectNode incident = JsonTrees.object()
                .put("short_description", field(alert.title(), MAX_SHORT))
                .put("description", field(description(alert), MAX_DESCRIPTION))
                .put("impact", level)
                .put("urgency", level)
                .put("correlation_id", alert.key())
                .put("correlation_display", "Grantkeeper");
        settings.assignmentGroup().ifPresent(group -> incident.put("assignment_group", group));
        return reference(
                require(http.send(call("POST", "?" + FIELDS, incident, false))).path("result"));
    }

    private static String description(OutboundAlert alert) {
        return String.join(
                "\n",
                alert.subject(),
                String.join("\n", alert.details()),
                "What to do: " + alert.advice(),
                "Identity: " + alert.identity(),
                "Resolving this incident approves nothing: Grantkeeper resolves it when the finding ends.");
    }

    private Optional<TicketReference> search(String key) throws AlertTargetException {
        String query = URLEncoder.encode("correlation_id=" + key + "^ORDERBYsys_created_on", StandardCharsets.UTF_8);
        JsonNode result = require(http.send(call(
                        "GET", "?" + FIELDS + "&sysparm_limit=1&sysparm_query=" + query, JsonTrees.object(), true)))
                .path("result");
        return result.isEmpty() ? Optional.empty() : Optional.of(reference(result.get(0)));
    }

    @Override
    public void close(Closing closing) throws AlertTargetException {
        Optional<TicketReference> known = closing.ticket().isPresent() ? closing.ticket() : search(closing.key());
        if (known.isEmpty()) {
            return; // the incident was never created
        }
        String incident = "/" + sysId(known.get().id());
        if (isEndedOrDeleted(incident)) {
            return;
        }
        ObjectNode change = JsonTrees.object()
                .put("state", RESOLVED)
                .put("close_code", settings.closeCode())
                .put("close_notes", field(closing.reason(), MAX_DESCRIPTION));
        AlertTargetHttpClient.Answer answer = http.send(call("PATCH", incident + "?" + FIELDS, change, true));
        if (answer.status() == 400 || answer.status() == 403) {
            throw AlertTargetException.rejected(
                    "ServiceNow answered %d; check 'closeCode' and the write permissions of 'user'"
                            .formatted(answer.status()));
        }
        require(answer);
    }

    @Override
    public void changeSeverity(SeverityChange change) throws AlertTargetException {
        String incident = "/" + sysId(change.ticket().id());
        if (isEndedOrDeleted(incident)) {
            return;
        }
        String level = level(change.alert().severity());
        ObjectNode fields = JsonTrees.object()
                .put("impact", level)
                .put("urgency", level)
                .put("work_notes", field(change.sentence(), MAX_DESCRIPTION));
        require(http.send(call("PATCH", incident + "?" + FIELDS, fields, true)));
    }

    private boolean isEndedOrDeleted(String incident) throws AlertTargetException {
        AlertTargetHttpClient.Answer current =
                http.send(call("GET", incident + "?" + FIELDS, JsonTrees.object(), true));
        return current.status() == 404
                || ENDED.contains(require(current).path("result").path("state").asString(""));
    }

    /** Returns the reference to an incident: its {@code sys_id}, and its number, which people know. */
    private TicketReference reference(JsonNode incident) throws AlertTargetException {
        String id = incident.path("sys_id").asString("");
        if (!SYS_ID.matcher(id).matches()) {
            throw AlertTargetException.unavailable("ServiceNow's response contains no sys_id", Duration.ZERO);
        }
        String number = incident.path("number").asString("");
        return new TicketReference(
                number.matches("[A-Z]{2,10}[0-9]{1,20}") ? number + "/" + id : id,
                Optional.of(settings.instance()
                        .resolve("nav_to.do?uri=incident.do?sys_id=" + id)
                        .toString()));
    }

    private static String sysId(String reference) throws AlertTargetException {
        String id = reference.substring(reference.indexOf('/') + 1);
        if (!SYS_ID.matcher(id).matches()) {
            throw AlertTargetException.rejected("the stored reference contains no sys_id");
        }
        return id;
    }

    private JsonNode require(AlertTargetHttpClient.Answer answer) throws AlertTargetException {
        return http.require(answer, settings.user().isPresent() ? "'user' and 'password'" : "'apiKey'", "'instance'");
    }

    private AlertTargetHttpClient.Call call(String method, String rest, ObjectNode body, boolean repeatable) {
        Secret secret = credential.get();
        Map<String, String> authorization = settings.user()
                .map(user -> AlertTargetHttpClient.basic(user, secret))
                .orElseGet(() -> Map.of("x-sn-apikey", secret.reveal()));
        URI uri = settings.instance().resolve("api/now/table/incident" + rest);
        return AlertTargetHttpClient.Call.json(method, uri, authorization, body, repeatable);
    }

    private static String field(String text, int most) {
        return OutboundAlert.truncate(CODE_TAG.matcher(text).replaceAll("[$1 code]"), most);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "1";
            case MEDIUM, UNKNOWN -> "2";
            case LOW -> "3";
        };
    }
}
