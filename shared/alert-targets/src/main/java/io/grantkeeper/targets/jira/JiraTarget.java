package io.grantkeeper.targets.jira;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.AlertTargetException;
import io.grantkeeper.targets.OutboundAlert;
import io.grantkeeper.targets.http.AlertTargetHttpClient;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates issues in Jira Cloud through the REST API v3. Jira does not recognize repeated requests, so each issue gets
 * the ticket's key as a label. If a ticket may already exist, this class searches for the label. A new issue appears in
 * search results after a few seconds, which is less than the lease of a claim. Sources:
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/ and
 * https://developer.atlassian.com/cloud/jira/platform/search-and-reconcile/
 */
public final class JiraTarget implements AlertTarget {
    /** The maximum length of an issue's summary. */
    private static final int MAX_SUMMARY = 255;

    private static final Pattern ISSUE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,30}-[0-9]{1,12}");

    private final Settings settings;
    private final Supplier<Secret> token;
    private final AlertTargetHttpClient http;

    /**
     * The settings of a target that creates issues in one Jira project.
     *
     * @param site the URL of the Jira site, with a trailing slash
     * @param user the email address of the account whose API token is used
     * @param doneTransition the transition that closes an issue; if empty, the first transition to a status of the
     * category "done"
     * @param priorities whether to set the priority of issues; the create screen must have the field
     */
    public record Settings(
            String id,
            URI site,
            String user,
            String project,
            String issueType,
            Optional<String> doneTransition,
            boolean priorities) {}

    public JiraTarget(Settings settings, Supplier<Secret> token, AlertTargetHttpClient http) {
        this.settings = settings;
        this.token = token;
        this.http = http;
    }

    @Override
    public Definition definition() {
        return new Definition(settings.id(), "Jira", Deduplication.BY_SEARCH);
    }

    @Override
    public TicketReference open(OutboundAlert alert, boolean mayExist) throws AlertTargetException {
        if (mayExist) {
            Optional<String> found = search(alert.key());
            if (found.isPresent()) {
                return reference(found.get());
            }
        }
        AlertTargetHttpClient.Answer answer = http.send(call("POST", "rest/api/3/issue", issue(alert), false));
        if (answer.status() == 400) {
            throw AlertTargetException.rejected(
                    "Jira answered 400; check 'project' and 'issueType', and that the create screen has all fields");
        }
        return reference(require(answer).path("key").asString(""));
    }

    private ObjectNode issue(OutboundAlert alert) {
        ObjectNode request = JsonTrees.object();
        ObjectNode fields = request.putObject("fields");
        fields.putObject("project").put("key", settings.project());
        fields.putObject("issuetype").put("name", settings.issueType());
        fields.put("summary", OutboundAlert.truncate(alert.title(), MAX_SUMMARY));
        ArrayNode labels = fields.putArray("labels");
        labels.add("grantkeeper");
        labels.add(label(alert.severity()));
        labels.add(alert.key());
        if (settings.priorities()) {
            fields.putObject("priority").put("name", priority(alert.severity()));
        }
        fields.set(
                "description",
                new JiraDocument()
                        .paragraph(alert.subject())
                        .list(alert.details())
                        .paragraph("What to do: " + alert.advice())
                        .paragraph("Identity: " + alert.identity())
                        .paragraph("Closing this issue approves nothing: Grantkeeper closes it when the finding ends.")
                        .toJson());
        return request;
    }

    private Optional<String> search(String key) throws AlertTargetException {
        ObjectNode query = JsonTrees.object()
                .put(
                        "jql",
                        "project = \"%s\" AND labels = \"%s\" ORDER BY created ASC".formatted(settings.project(), key))
                .put("maxResults", 1);
        query.putArray("fields").add("status");
        JsonNode issues = require(http.send(call("POST", "rest/api/3/search/jql", query, true)))
                .path("issues");
        return issues.isEmpty() ? Optional.empty() : issues.get(0).path("key").asStringOpt();
    }

    @Override
    public void close(Closing closing) throws AlertTargetException {
        Optional<String> known =
                closing.ticket().isPresent() ? closing.ticket().map(TicketReference::id) : search(closing.key());
        if (known.isEmpty()) {
            return; // the issue was never created
        }
        String issue = "rest/api/3/issue/" + checked(known.get());
        if (isDoneOrDeleted(issue)) {
            return;
        }
        JsonNode transitions = require(http.send(call("GET", issue + "/transitions", JsonTrees.object(), true)))
                .path("transitions");
        String transition = transition(transitions)
                .orElseThrow(
                        () -> AlertTargetException.rejected(
                                "Jira offers no transition that closes the issue; check 'doneTransition' and the permissions of 'user'"));
        // The comment comes first: after an interruption it may be there twice, but it is never missing.
        comment(issue, closing.reason());
        ObjectNode request = JsonTrees.object();
        request.putObject("transition").put("id", transition);
        require(http.send(call("POST", issue + "/transitions", request, false)));
    }

    @Override
    public void changeSeverity(SeverityChange change) throws AlertTargetException {
        String issue = "rest/api/3/issue/" + checked(change.ticket().id());
        if (isDoneOrDeleted(issue)) {
            return;
        }
        // The comment comes first: after an interruption it may be there twice, but it is never missing.
        comment(issue, change.sentence());
        ObjectNode request = JsonTrees.object();
        ArrayNode labels = request.putObject("update").putArray("labels");
        for (Severity severity : Severity.values()) {
            if (severity != change.alert().severity()) {
                labels.addObject().put("remove", label(severity));
            }
        }
        labels.addObject().put("add", label(change.alert().severity()));
        if (settings.priorities()) {
            request.putObject("fields")
                    .putObject("priority")
                    .put("name", priority(change.alert().severity()));
        }
        AlertTargetHttpClient.Answer answer = http.send(call("PUT", issue, request, true));
        if (answer.status() == 400) {
            throw AlertTargetException.rejected(
                    "Jira answered 400; check that the edit screen has labels and the priority");
        }
        if (!answer.isSuccess()) {
            var _ = require(answer);
        }
    }

    private void comment(String issue, String sentence) throws AlertTargetException {
        ObjectNode comment = JsonTrees.object();
        comment.set("body", new JiraDocument().paragraph(sentence).toJson());
        require(http.send(call("POST", issue + "/comment", comment, false)));
    }

    private boolean isDoneOrDeleted(String issue) throws AlertTargetException {
        AlertTargetHttpClient.Answer current =
                http.send(call("GET", issue + "?fields=status", JsonTrees.object(), true));
        return current.status() == 404 || isDone(require(current).path("fields").path("status"));
    }

    private Optional<String> transition(JsonNode transitions) {
        for (JsonNode each : transitions) {
            boolean chosen = settings.doneTransition().isPresent()
                    ? settings.doneTransition().get().equals(each.path("name").asString(""))
                    : isDone(each.path("to"));
            if (chosen) {
                return each.path("id").asStringOpt();
            }
        }
        return Optional.empty();
    }

    private static boolean isDone(JsonNode status) {
        return status.path("statusCategory").path("key").asString("").equals("done");
    }

    private TicketReference reference(String issue) throws AlertTargetException {
        String key = checked(issue);
        // Requests with scoped tokens go through api.atlassian.com, which has no pages.
        return new TicketReference(
                key,
                settings.site().getPath().length() > 1
                        ? Optional.empty()
                        : Optional.of(settings.site().resolve("browse/" + key).toString()));
    }

    /** Returns an issue key after checking that it can be part of a path. */
    private static String checked(String issue) throws AlertTargetException {
        if (!ISSUE.matcher(issue).matches()) {
            throw AlertTargetException.unavailable("Jira's response contains no issue key", Duration.ZERO);
        }
        return issue;
    }

    private JsonNode require(AlertTargetHttpClient.Answer answer) throws AlertTargetException {
        return http.require(answer, "'user' and 'token'", "'site' and 'project'");
    }

    private AlertTargetHttpClient.Call call(String method, String path, ObjectNode body, boolean repeatable) {
        Map<String, String> authorization = AlertTargetHttpClient.basic(settings.user(), token.get());
        return AlertTargetHttpClient.Call.json(method, settings.site().resolve(path), authorization, body, repeatable);
    }

    private static String label(Severity severity) {
        return "severity-" + severity.name().toLowerCase(Locale.ROOT);
    }

    private static String priority(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "Highest";
            case HIGH -> "High";
            case MEDIUM, UNKNOWN -> "Medium";
            case LOW -> "Low";
        };
    }
}
