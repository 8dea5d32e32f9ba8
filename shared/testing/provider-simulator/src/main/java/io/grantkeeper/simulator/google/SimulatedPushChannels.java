package io.grantkeeper.simulator.google;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GoogleActivity;
import io.grantkeeper.simulator.http.DeliveryMode;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.WebhookSender;
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
 * The open push channels with their pending messages: first a {@code sync} message, then one for every
 * activity that has become visible. Message numbers increase, but not always by one. A message that the
 * receiver answers with a 5xx stays pending for the next delivery; any other error drops it.
 */
public final class SimulatedPushChannels {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** A message that was sent, with the status of the receiver's response. */
    public record Message(Map<String, String> headers, String body, int status) {}

    private record Waiting(SimulatedPushChannel channel, long number, String state, String body) {}

    private static final class State {
        private final SimulatedPushChannel channel;
        private Instant seenUntil;
        private long lastNumber;

        State(SimulatedPushChannel channel) {
            this.channel = channel;
            this.seenUntil = channel.openedAt();
        }
    }

    private final Company company;
    private final WebhookSender sender = new WebhookSender();
    private final Map<String, State> channels = new LinkedHashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();

    SimulatedPushChannels(Company company) {
        this.company = company;
    }

    /** Returns the channels that are neither stopped nor expired. */
    public synchronized List<SimulatedPushChannel> open() {
        Instant now = company.clock().instant();
        return channels.values().stream()
                .map(state -> state.channel)
                .filter(channel -> channel.expiration().isAfter(now))
                .toList();
    }

    /**
     * Opens a channel.
     *
     * @return whether the id was available; an id can be used only once
     */
    synchronized boolean add(SimulatedPushChannel channel) {
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

    /** Returns the number of pending messages on all channels. */
    public synchronized int pending() {
        collect();
        return waiting.size();
    }

    /** Sends the pending messages in order, and returns them. */
    public List<Message> deliver() {
        return deliver(DeliveryMode.inOrder());
    }

    public synchronized List<Message> deliver(DeliveryMode mode) {
        collect();
        List<Waiting> out = mode.arrange(waiting);
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
                    .filter(activity -> matches(state.channel, activity))
                    .sorted(Comparator.comparing(GoogleActivity::visibleAt))
                    .forEach(activity -> waiting.add(message(state, activity)));
            state.seenUntil = until.isAfter(state.seenUntil) ? until : state.seenUntil;
        }
    }

    private static boolean matches(SimulatedPushChannel channel, GoogleActivity activity) {
        return channel.eventName().map(activity.detail().eventName()::equals).orElse(true)
                && channel.personId().map(activity.actorId()::equals).orElse(true);
    }

    private Waiting message(State state, GoogleActivity activity) {
        state.lastNumber += 1 + Math.floorMod(activity.uniqueQualifier(), 3);
        String body = state.channel.payload()
                ? new String(
                        SimulatorJson.write(
                                GoogleActivityJson.of(activity, company.google().customerId())),
                        StandardCharsets.UTF_8)
                : "";
        return new Waiting(state.channel, state.lastNumber, activity.detail().eventName(), body);
    }

    private static Map<String, String> headers(Waiting message) {
        SimulatedPushChannel channel = message.channel();
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
