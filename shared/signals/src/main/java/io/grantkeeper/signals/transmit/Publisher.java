package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Evidence;
import io.grantkeeper.signals.ocsf.OcsfEvents;
import io.grantkeeper.signals.set.SecurityEvent;
import io.grantkeeper.signals.set.SecurityEvents;
import io.grantkeeper.signals.set.TokenSigner;
import io.grantkeeper.signals.stream.EventStream;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.stream.StreamStatus;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what an entry is to be told as, for each sink and each stream, before anything is sent. The same entry again
 * makes the same signals.
 */
public final class Publisher {
    private final SignalStore store;
    private final SecurityEvents events;
    private final Optional<TokenSigner> signer;
    private final List<String> sinks;

    /**
     * Wires it.
     *
     * @param signer empty where no streams are offered
     * @param sinks names of those that OCSF events go to
     */
    public Publisher(SignalStore store, SecurityEvents events, Optional<TokenSigner> signer, List<String> sinks) {
        this.store = store;
        this.events = events;
        this.signer = signer;
        this.sinks = List.copyOf(sinks);
    }

    /** Whether anybody is to be told of anything. */
    boolean hasListeners(TenantId tenant) {
        return !sinks.isEmpty() || !store.streams(tenant).isEmpty();
    }

    /**
     * Keeps the signals of entries, in their order.
     *
     * @return how many were new
     */
    public int publish(TenantId tenant, List<Entry> entries) {
        List<EventStream> streams = store.streams(tenant);
        return entries.stream()
                .mapToInt(entry -> publish(tenant, entry, streams))
                .sum();
    }

    private int publish(TenantId tenant, Entry entry, List<EventStream> streams) {
        int kept = 0;
        Optional<String> ocsf =
                sinks.isEmpty() ? Optional.empty() : OcsfEvents.of(entry).map(ModelJson::write);
        for (String sink : sinks) {
            if (ocsf.isPresent()
                    && store.add(tenant, PendingSignal.of(sink, id(sink, entry), ocsf.get(), entry.at()))) {
                kept++;
            }
        }
        Optional<SecurityEvent> event = signer.flatMap(_ -> events.of(entry));
        if (event.isPresent()) {
            for (EventStream stream : streams) {
                if (wants(stream, event.get()) && store.add(tenant, token(stream, entry, event.get()))) {
                    kept++;
                }
            }
        }
        return kept;
    }

    private static boolean wants(EventStream stream, SecurityEvent event) {
        return stream.status() != StreamStatus.DISABLED
                && stream.requested().contains(event.type())
                && !stream.without().contains(ModelJson.write(event.subject()));
    }

    /** Issued when it happened, so that the token has the same bytes whenever it is made. */
    private PendingSignal token(EventStream stream, Entry entry, SecurityEvent event) {
        String id = id(stream.id() + event.type(), entry);
        String token = signer.orElseThrow().sign(id, stream.audience(), entry.at(), event, Optional.of(entry.id()));
        return PendingSignal.of(stream.id(), id, token, entry.at());
    }

    private static String id(String destination, Entry entry) {
        return Evidence.digest(destination + "\n" + entry.tenant() + "\n" + entry.id())
                .substring("sha256:".length(), "sha256:".length() + 32);
    }
}
