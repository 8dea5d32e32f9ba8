package io.grantkeeper.simulator.google;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GoogleActivity;
import io.grantkeeper.simulator.http.DeliveryManner;
import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The open push channels and what waits on each: {@code sync} first, then every activity that became visible. Message
 * numbers rise, not always by one. A receiver's 5xx keeps the message for the next delivery; any other refusal drops it.
 */
public final class PushChannels {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** One message as it went out, and its answer. */
    public record Message(Map<String, String> headers, String body, int status) {}

    private record Waiting(PushChannel channel, long number, String state, String body) {}

    private static final class State {
        private final PushChannel channel;
        private Instant seenUntil;
        private long lastNumber;

        State(PushChannel channel) {
            this.channel = channel;
            this.seenUntil = channel.openedAt();
        }
    }

    private final Company company;
    private final Sender sender = new Sender();
    private final Map<String, State> channels = new LinkedHashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();

    PushChannels(Company company) {
        this.company = company;
    }

    /** Channels that were opened, not stopped and not yet expired. */
    public synchronized List<PushChannel> open() {
        Instant now = company.clock().instant();
        return channels.values().stream()
                .map(state -> state.channel)
                .filter(channel -> channel.expiration().isAfter(now))
                .toList();
    }

    /** Answers whether the id was free; ids are never used twice. */
    synchronized boolean add(PushChannel channel) {
        if (channels.containsKey(channel.id())) {
            return false;
        }
        var state = new State(channel);
        channels.put(channel.id(), state);
        waiting.add(new Waiting(channel, ++state.lastNumber, "sync", ""));
        return true;
    }

    synchronized boolean stop(String id, String resourceId) {
        State state = channels.get(id);
        if (state == null || !state.channel.resourceId().equals(resourceId)) {
            return false;
        }
        channels.remove(id);
        waiting.removeIf(message -> message.channel().id().equals(id));
        return true;
    }

    /** How many messages wait, over all channels. */
    public synchronized int pending() {
        collect();
        return waiting.size();
    }

    /** Sends what waits, in order. */
    public List<Message> deliver() {
        return deliver(DeliveryManner.inOrder());
    }

    public synchronized List<Message> deliver(DeliveryManner manner) {
        collect();
        List<Waiting> out = manner.arrange(waiting);
        waiting.clear();
        List<Message> sent = new ArrayList<>();
        for (Waiting message : out) {
            Map<String, String> headers = headers(message);
            byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
            int status = sender.post(message.channel().address(), headers, body).status();
            if (status >= 500 && !waiting.contains(message)) {
                waiting.add(message);
            }
            sent.add(new Message(headers, message.body(), status));
        }
        return List.copyOf(sent);
    }

    private void collect() {
        Instant now = company.clock().instant();
        for (State state : channels.values()) {
            Instant until = now.isBefore(state.channel.expiration()) ? now : state.channel.expiration();
            company.google().report(state.channel.application()).values().stream()
                    .filter(activity -> activity.visibleAt().isAfter(state.seenUntil)
                            && !activity.visibleAt().isAfter(until))
                    .filter(activity -> concerns(state.channel, activity))
                    .sorted(Comparator.comparing(GoogleActivity::visibleAt))
                    .forEach(activity -> waiting.add(message(state, activity)));
            state.seenUntil = until.isAfter(state.seenUntil) ? until : state.seenUntil;
        }
    }

    private static boolean concerns(PushChannel channel, GoogleActivity activity) {
        return channel.eventName().map(activity.detail().eventName()::equals).orElse(true)
                && channel.personId().map(activity.actorId()::equals).orElse(true);
    }

    private Waiting message(State state, GoogleActivity activity) {
        state.lastNumber += 1 + Math.floorMod(activity.uniqueQualifier(), 3);
        String body = state.channel.payload()
                ? new String(
                        Json.write(ActivityShape.of(activity, company.google().customerId())), StandardCharsets.UTF_8)
                : "";
        return new Waiting(state.channel, state.lastNumber, activity.detail().eventName(), body);
    }

    private static Map<String, String> headers(Waiting message) {
        PushChannel channel = message.channel();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("User-Agent", "APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)");
        headers.put("X-Goog-Channel-ID", channel.id());
        Optional.of(channel.token())
                .filter(token -> !token.isEmpty())
                .ifPresent(token -> headers.put("X-Goog-Channel-Token", token));
        headers.put("X-Goog-Channel-Expiration", HTTP_DATE.format(channel.expiration()));
        headers.put("X-Goog-Message-Number", Long.toString(message.number()));
        headers.put("X-Goog-Resource-ID", channel.resourceId());
        headers.put("X-Goog-Resource-State", message.state());
        headers.put("X-Goog-Resource-URI", channel.resourceUri());
        return headers;
    }
}
