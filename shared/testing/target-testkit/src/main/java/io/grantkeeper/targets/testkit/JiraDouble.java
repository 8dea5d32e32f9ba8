package io.grantkeeper.targets.testkit;

import io.grantkeeper.identity.json.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A double of Jira Cloud's REST API v3 for one project. Creates issues without recognizing duplicates, searches by
 * label, and moves issues along transitions. As in Jira, the search can lag behind. Also signs webhooks.
 */
public final class JiraDouble extends TargetDouble {
    private static final Pattern JQL = Pattern.compile("project = \"(\\w+)\" AND labels = \"([\\w-]+)\".*");
    private static final Pattern ISSUE = Pattern.compile("/rest/api/3/issue/(SEC-\\d+)(/\\w+)?");

    private final String user;
    private final String token;
    private final List<Issue> issues = new ArrayList<>();
    private int searchable = Integer.MAX_VALUE;

    private static final class Issue {
        private final String key;
        private final ObjectNode fields;
        private final List<JsonNode> comments = new ArrayList<>();
        private String category = "new";

        Issue(String key, ObjectNode fields) {
            this.key = key;
            this.fields = fields;
        }

        boolean hasLabel(String label) {
            for (JsonNode each : fields.path("labels")) {
                if (each.asString("").equals(label)) {
                    return true;
                }
            }
            return false;
        }
    }

    public JiraDouble(String user, String token) {
        this.user = user;
        this.token = token;
    }

    @Override
    protected Answer answer(Received request) {
        String login =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + token).getBytes(StandardCharsets.UTF_8));
        if (!request.header("authorization").equals(login)) {
            return Answer.of(401, "Client must be authenticated to access this resource.");
        }
        if (request.path().equals("/rest/api/3/issue") && request.method().equals("POST")) {
            return create(request.json().path("fields"));
        }
        if (request.path().equals("/rest/api/3/search/jql") && request.method().equals("POST")) {
            return search(request.json().path("jql").asString(""));
        }
        Matcher path = ISSUE.matcher(request.path());
        if (!path.matches()) {
            return error(404, "Not found");
        }
        Issue issue = issues.stream()
                .filter(each -> each.key.equals(path.group(1)))
                .findFirst()
                .orElse(null);
        if (issue == null) {
            return error(404, "Issue does not exist or you do not have permission to see it.");
        }
        return switch (request.method() + " " + (path.group(2) == null ? "" : path.group(2))) {
            case "GET " -> status(issue);
            case "PUT " -> edit(issue, request.json());
            case "GET /transitions" -> transitions();
            case "POST /transitions" -> {
                issue.category = request.json()
                                .path("transition")
                                .path("id")
                                .asString("")
                                .equals("31")
                        ? "done"
                        : "indeterminate";
                yield Answer.of(204, "");
            }
            case "POST /comment" -> {
                issue.comments.add(request.json().path("body"));
                yield Answer.of(201, "{\"id\":\"10000\"}");
            }
            default -> error(405, "Method not allowed");
        };
    }

    private Answer create(JsonNode fields) {
        String summary = fields.path("summary").asString("");
        if (!fields.path("project").path("key").asString("").equals("SEC")
                || !fields.path("issuetype").path("name").asString("").equals("Task")) {
            return error(400, "Specify a valid project and issue type");
        }
        if (summary.isEmpty() || summary.length() > 255 || summary.contains("\n")) {
            return error(400, "Summary must be less than 255 characters and one line.");
        }
        if (!isDocument(fields.path("description"))
                || JsonTrees.write(fields.path("description")).length() > 32_767) {
            return error(400, "Operation value must be an Atlassian Document (see the Atlassian Document Format)");
        }
        for (JsonNode label : fields.path("labels")) {
            if (!label.asString("").matches("\\S{1,255}")) {
                return error(400, "The label contains spaces which is invalid.");
            }
        }
        Issue issue = new Issue("SEC-" + (issues.size() + 1), (ObjectNode) fields);
        issues.add(issue);
        return Answer.of(
                201,
                JsonTrees.write(JsonTrees.object()
                        .put("id", String.valueOf(10_000 + issues.size()))
                        .put("key", issue.key)));
    }

    /** Returns whether a node is a document whose text nodes are not empty, as Jira requires. */
    private static boolean isDocument(JsonNode document) {
        return document.path("type").asString("").equals("doc")
                && document.path("version").asInt(0) == 1
                && document.path("content").isArray()
                && textsOf(document).stream().noneMatch(String::isEmpty);
    }

    private Answer search(String jql) {
        Matcher query = JQL.matcher(jql);
        if (!query.matches()) {
            return error(400, "Error in the JQL Query");
        }
        ObjectNode answer = JsonTrees.object().put("isLast", true);
        var found = answer.putArray("issues");
        issues.stream()
                .limit(searchable)
                .filter(issue -> issue.hasLabel(query.group(2)))
                .limit(1)
                .forEach(issue -> found.add(JsonTrees.object().put("id", "1").put("key", issue.key)));
        return Answer.of(200, JsonTrees.write(answer));
    }

    private static Answer status(Issue issue) {
        ObjectNode answer = JsonTrees.object().put("key", issue.key);
        answer.putObject("fields")
                .putObject("status")
                .putObject("statusCategory")
                .put("key", issue.category);
        return Answer.of(200, JsonTrees.write(answer));
    }

    private static Answer transitions() {
        return Answer.of(200, """
                {"transitions":[
                  {"id":"21","name":"Start","to":{"statusCategory":{"key":"indeterminate"}}},
                  {"id":"31","name":"Done","to":{"statusCategory":{"key":"done"}}}]}""");
    }

    private static Answer edit(Issue issue, JsonNode request) {
        List<String> labels = new ArrayList<>();
        issue.fields.path("labels").forEach(label -> labels.add(label.asString("")));
        for (JsonNode change : request.path("update").path("labels")) {
            labels.remove(change.path("remove").asString(""));
            if (change.has("add") && !labels.contains(change.path("add").asString(""))) {
                labels.add(change.path("add").asString(""));
            }
        }
        ArrayNode changed = issue.fields.putArray("labels");
        labels.forEach(changed::add);
        request.path("fields").properties().forEach(field -> issue.fields.set(field.getKey(), field.getValue()));
        return Answer.of(204, "");
    }

    private static Answer error(int status, String message) {
        ObjectNode answer = JsonTrees.object();
        answer.putArray("errorMessages").add(message);
        return Answer.of(status, JsonTrees.write(answer));
    }

    /**
     * Stops or resumes indexing. While it is stopped, the search shows only the issues that existed when it stopped.
     */
    public synchronized void stopIndexing(boolean stop) {
        searchable = stop ? issues.size() : Integer.MAX_VALUE;
    }

    @Override
    public synchronized String severity(String key) {
        return issues.stream()
                .filter(issue -> issue.hasLabel(key))
                .flatMap(issue -> issue.fields.path("labels").valueStream())
                .map(label -> label.asString(""))
                .filter(label -> label.startsWith("severity-"))
                .collect(Collectors.joining(" "));
    }

    @Override
    public synchronized List<String> titles() {
        return issues.stream()
                .map(issue -> issue.fields.path("summary").asString(""))
                .toList();
    }

    @Override
    public synchronized int tickets() {
        return issues.size();
    }

    @Override
    public synchronized boolean isClosed(String key) {
        return issues.stream().anyMatch(issue -> issue.hasLabel(key) && issue.category.equals("done"));
    }

    @Override
    public synchronized List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Issue issue : issues) {
            texts.add(issue.fields.path("summary").asString(""));
            texts.addAll(textsOf(issue.fields.path("description")));
            issue.comments.forEach(comment -> texts.addAll(textsOf(comment)));
        }
        return texts;
    }

    private static List<String> textsOf(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.path("type").asString("").equals("text")) {
            texts.add(node.path("text").asString(""));
        }
        node.path("content").forEach(child -> texts.addAll(textsOf(child)));
        return texts;
    }

    /** Returns the body of a webhook about an issue. */
    public static String webhook(String event, String key, String category, Instant at) {
        ObjectNode message =
                JsonTrees.object().put("timestamp", at.toEpochMilli()).put("webhookEvent", event);
        ObjectNode fields = message.putObject("issue")
                .put("id", "10001")
                .put("key", "SEC-1")
                .putObject("fields");
        fields.putArray("labels").add("grantkeeper").add(key);
        fields.putObject("status").putObject("statusCategory").put("key", category);
        return JsonTrees.write(message);
    }

    /** Returns the headers of a signed webhook. */
    public static Map<String, String> headers(String secret, String body) {
        return Map.of(
                "x-hub-signature",
                "sha256="
                        + HexFormat.of()
                                .formatHex(hmac(
                                        secret.getBytes(StandardCharsets.UTF_8),
                                        body.getBytes(StandardCharsets.UTF_8))));
    }
}
