package io.grantkeeper.simulator.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A double of the few Slack Web API methods with which Grantkeeper sends alerts. It has Slack's peculiarities: errors
 * with HTTP 200, direct messages that must be opened first, and message metadata that the history returns only on
 * request.
 */
public final class SlackMessagingDouble implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpServer server;
    private final String token;
    private final Predicate<String> isMember;
    private final List<JsonNode> posted = new ArrayList<>();
    private final List<JsonNode> replies = new ArrayList<>();
    private final Map<String, String> emails = new HashMap<>();

    private SlackMessagingDouble(HttpServer server, String token, Predicate<String> isMember) {
        this.server = server;
        this.token = token;
        this.isMember = isMember;
    }

    /**
     * Starts the double on a free port of the loopback address.
     *
     * @param token the bot token that callers must use
     * @param isMember returns whether the person with this email address is in the workspace
     */
    public static SlackMessagingDouble start(String token, Predicate<String> isMember) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SlackMessagingDouble slack = new SlackMessagingDouble(server, token, isMember);
            server.createContext("/api/", slack::handle);
            server.createContext("/actions/", slack::update);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return slack;
        } catch (IOException e) {
            throw new UncheckedIOException("no free port for the Slack double", e);
        }
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/");
    }

    /**
     * Returns the posted messages as received. Each has an additional member {@code to} with the recipient's email
     * address.
     */
    public synchronized List<JsonNode> posted() {
        return List.copyOf(posted);
    }

    /** Returns the messages received through response URLs, oldest first. */
    public synchronized List<JsonNode> replies() {
        return List.copyOf(replies);
    }

    /**
     * Creates the request body that Slack sends when a user clicks a button.
     *
     * @param message one of {@link #posted}
     * @param actionId the button's action id
     * @param user the Slack id of the user who clicks
     * @throws IllegalArgumentException if the message has no such button
     */
    public byte[] click(JsonNode message, String actionId, String user) {
        for (JsonNode block : message.path("blocks")) {
            for (JsonNode element : block.path("elements")) {
                if (element.path("action_id").asString("").equals(actionId)) {
                    return click(element, message, user);
                }
            }
        }
        throw new IllegalArgumentException("the message has no button '%s'".formatted(actionId));
    }

    /** Returns the Slack id of a message's recipient. */
    public static String recipient(JsonNode message) {
        return "U" + message.path("channel").asString("").substring(1);
    }

    private byte[] click(JsonNode button, JsonNode message, String user) {
        ObjectNode payload = JSON.createObjectNode().put("type", "block_actions");
        payload.putObject("user").put("id", user);
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", message.path("ts").asString(""));
        payload.put(
                "response_url",
                base().resolve("/actions/" + message.path("ts").asString("")).toString());
        ObjectNode action = payload.putArray("actions").addObject();
        action.put("type", "button");
        action.put("action_id", button.path("action_id").asString(""));
        action.put("value", button.path("value").asString(""));
        return ("payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Handles a message sent to a response URL. The call has no token and contains a JSON message; the response is the
     * text {@code ok}.
     */
    private void update(HttpExchange exchange) throws IOException {
        try (exchange) {
            ObjectNode told =
                    (ObjectNode) JSON.readTree(exchange.getRequestBody().readAllBytes());
            String path = exchange.getRequestURI().getPath();
            told.put("ts", path.substring(path.lastIndexOf('/') + 1));
            synchronized (this) {
                replies.add(told);
            }
            byte[] answer = "ok".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            ObjectNode answer;
            if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer = error("invalid_auth");
            } else {
                String method = exchange.getRequestURI().getPath().substring("/api/".length());
                answer = answer(method, query(exchange.getRequestURI()), request);
            }
            byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized ObjectNode answer(String method, Map<String, String> query, byte[] request) {
        return switch (method) {
            case "users.lookupByEmail" -> lookup(query.getOrDefault("email", ""));
            case "conversations.open" -> open(JSON.readTree(request));
            case "chat.postMessage" -> post(JSON.readTree(request));
            case "chat.update" -> change(JSON.readTree(request));
            case "conversations.history" -> history(query.getOrDefault("channel", ""));
            default -> error("unknown_method");
        };
    }

    private ObjectNode lookup(String email) {
        if (!isMember.test(email)) {
            return error("users_not_found");
        }
        String id = "U" + Integer.toHexString(email.hashCode()).toUpperCase(Locale.ROOT);
        emails.put(id, email);
        ObjectNode answer = ok();
        answer.putObject("user").put("id", id).put("deleted", false);
        return answer;
    }

    private ObjectNode open(JsonNode request) {
        ObjectNode answer = ok();
        answer.putObject("channel")
                .put("id", "D" + request.path("users").asString("").substring(1));
        return answer;
    }

    private ObjectNode post(JsonNode request) {
        String channel = request.path("channel").asString("");
        if (!channel.startsWith("D")) {
            return error("channel_not_found");
        }
        ObjectNode kept = request.deepCopy().asObject();
        kept.put("to", emails.getOrDefault("U" + channel.substring(1), ""));
        kept.put("ts", "17%08d.000100".formatted(posted.size()));
        posted.add(kept);
        return ok().put("ts", kept.path("ts").asString());
    }

    /**
     * Replaces the text and the blocks of a message. Like Slack, keeps the metadata unless the request contains new
     * metadata.
     */
    private ObjectNode change(JsonNode request) {
        String ts = request.path("ts").asString("");
        for (int i = 0; i < posted.size(); i++) {
            JsonNode message = posted.get(i);
            if (message.path("ts").asString("").equals(ts)
                    && message.path("channel").equals(request.path("channel"))) {
                ObjectNode changed = message.deepCopy().asObject();
                changed.set("text", request.path("text"));
                changed.set("blocks", request.path("blocks"));
                posted.set(i, changed);
                return ok().put("ts", ts);
            }
        }
        return error("message_not_found");
    }

    private ObjectNode history(String channel) {
        ObjectNode answer = ok();
        ArrayNode messages = answer.putArray("messages");
        posted.stream()
                .filter(message -> message.path("channel").asString("").equals(channel))
                .forEach(messages::add);
        return answer;
    }

    private static ObjectNode ok() {
        return JSON.createObjectNode().put("ok", true);
    }

    private static ObjectNode error(String code) {
        return JSON.createObjectNode().put("ok", false).put("error", code);
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
