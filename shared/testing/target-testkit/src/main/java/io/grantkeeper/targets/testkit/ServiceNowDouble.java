package io.grantkeeper.targets.testkit;

import io.grantkeeper.identity.json.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A double of ServiceNow's Table API for incidents. Truncates values that are too long, does not recognize duplicates,
 * and requires a close code to resolve an incident.
 */
public final class ServiceNowDouble extends TargetDouble {
    private static final String TABLE = "/api/now/table/incident";
    private static final Pattern QUERY = Pattern.compile(".*correlation_id=([\\w-]+).*");

    private final String user;
    private final String password;
    private final List<ObjectNode> incidents = new ArrayList<>();

    public ServiceNowDouble(String user, String password) {
        this.user = user;
        this.password = password;
    }

    @Override
    protected Answer answer(Received request) {
        String login =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        if (!request.header("authorization").equals(login)) {
            return error(401, "User Not Authenticated");
        }
        if (request.path().equals(TABLE)) {
            return switch (request.method()) {
                case "POST" -> create(request.json());
                case "GET" -> search(request.query());
                default -> error(405, "Method not supported");
            };
        }
        return incidents.stream()
                .filter(incident -> request.path()
                        .equals(TABLE + "/" + incident.path("sys_id").asString("")))
                .findFirst()
                .map(incident -> request.method().equals("PATCH")
                        ? change(incident, request.json())
                        : Answer.of(200, result(incident)))
                .orElseGet(() -> error(404, "No Record found"));
    }

    private Answer create(JsonNode fields) {
        if (!fields.isObject()) {
            return error(400, "Exception while reading request");
        }
        ObjectNode incident = JsonTrees.object()
                .put("sys_id", "%032x".formatted(incidents.size() + 0xabcdef))
                .put("number", "INC%07d".formatted(incidents.size() + 1))
                .put("state", "1");
        fields.properties()
                .forEach(field ->
                        incident.put(field.getKey(), cut(field.getValue().asString(""), limit(field.getKey()))));
        incidents.add(incident);
        return Answer.of(201, result(incident));
    }

    private static int limit(String field) {
        return switch (field) {
            case "short_description" -> 160;
            case "correlation_id", "correlation_display" -> 100;
            case "description", "close_notes" -> 4_000;
            default -> 40;
        };
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private Answer search(String query) {
        Matcher wanted = QUERY.matcher(query);
        ObjectNode answer = JsonTrees.object();
        var found = answer.putArray("result");
        if (wanted.matches()) {
            incidents.stream()
                    .filter(incident ->
                            incident.path("correlation_id").asString("").equals(wanted.group(1)))
                    .limit(1)
                    .forEach(found::add);
        }
        return Answer.of(200, JsonTrees.write(answer));
    }

    private static Answer change(ObjectNode incident, JsonNode fields) {
        if (fields.path("state").asString("").equals("6")
                && (fields.path("close_code").asString("").isEmpty()
                        || fields.path("close_notes").asString("").isEmpty())) {
            return error(403, "Data Policy Exception: Resolution code and notes are mandatory");
        }
        fields.properties()
                .forEach(field -> incident.put(field.getKey(), field.getValue().asString("")));
        return Answer.of(200, result(incident));
    }

    private static String result(ObjectNode incident) {
        ObjectNode answer = JsonTrees.object();
        answer.set("result", incident);
        return JsonTrees.write(answer);
    }

    private static Answer error(int status, String message) {
        ObjectNode answer = JsonTrees.object().put("status", "failure");
        answer.putObject("error").put("message", message);
        return Answer.of(status, JsonTrees.write(answer));
    }

    @Override
    public synchronized List<String> titles() {
        return incidents.stream()
                .map(incident -> incident.path("short_description").asString(""))
                .toList();
    }

    @Override
    public synchronized int tickets() {
        return incidents.size();
    }

    @Override
    public synchronized boolean isClosed(String key) {
        return incidents.stream()
                .anyMatch(
                        incident -> incident.path("correlation_id").asString("").equals(key)
                                && incident.path("state").asString("").equals("6"));
    }

    @Override
    public synchronized String severity(String key) {
        return incidents.stream()
                .filter(incident -> incident.path("correlation_id").asString("").equals(key))
                .map(incident -> incident.path("urgency").asString(""))
                .collect(Collectors.joining());
    }

    @Override
    public synchronized List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (ObjectNode incident : incidents) {
            texts.add(incident.path("short_description").asString(""));
            texts.addAll(List.of(incident.path("description").asString("").split("\n", -1)));
        }
        return texts;
    }
}
