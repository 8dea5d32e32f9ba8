package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.signals.ocsf.OcsfEventMapper;
import io.grantkeeper.signals.set.SecurityEvent;
import io.grantkeeper.signals.set.SecurityEventMapper;
import io.grantkeeper.signals.set.SecurityEventTokenSigner;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.stream.SignalStream;
import io.grantkeeper.signals.stream.StreamStatus;
import java.util.List;
import java.util.Optional;

/**
 * Converts ledger entries to signals, and stores the signals for each sink and each stream before anything is sent.
 * Publishing the same entry again creates the same signals.
 */
public final class SignalPublisher {
    private final SignalStore store;
    private final SecurityEventMapper events;
    private final Optional<SecurityEventTokenSigner> signer;
    private final List<String> sinks;

    /**
     * Creates a publisher.
     *
     * @param signer signs tokens; empty if no streams are offered
     * @param sinks the names of the sinks that receive OCSF events
     */
    public SignalPublisher(
            SignalStore store,
            SecurityEventMapper events,
            Optional<SecurityEventTokenSigner> signer,
            List<String> sinks) {
        this.store = store;
        this.events = events;
        this.signer = signer;
        this.sinks = List.copyOf(sinks);
    }

    /** Returns whether there are any sinks or streams that can receive signals. */
    boolean hasReceivers(TenantId tenant) {
        return !sinks.isEmpty() || !store.streams(tenant).isEmpty();
    }

    /**
     * Creates and stores the signals for ledger entries, in the order of the entries.
     *
     * @return the number of signals that were new
     */
    public int publish(TenantId tenant, List<LedgerEntry> entries) {
        List<SignalStream> streams = store.streams(tenant);
        return entries.stream()
                .mapToInt(entry -> publish(tenant, entry, streams))
                .sum();
    }

    private int publish(TenantId tenant, LedgerEntry entry, List<SignalStream> streams) {
        int kept = 0;
        Optional<String> ocsf =
                sinks.isEmpty() ? Optional.empty() : OcsfEventMapper.of(entry).map(ModelJson::write);
        for (String sink : sinks) {
            if (ocsf.isPresent()
                    && store.add(tenant, PendingSignal.of(sink, id(sink, entry), ocsf.get(), entry.at()))) {
                kept++;
            }
        }
        Optional<SecurityEvent> event = signer.flatMap(_ -> events.of(entry));
        if (event.isPresent()) {
            for (SignalStream stream : streams) {
                if (wants(stream, event.get()) && store.add(tenant, token(stream, entry, event.get()))) {
                    kept++;
                }
            }
        }
        return kept;
    }

    private static boolean wants(SignalStream stream, SecurityEvent event) {
        return stream.status() != StreamStatus.DISABLED
                && stream.requested().contains(event.type())
                && !stream.without().contains(ModelJson.write(event.subject()));
    }

    /**
     * Creates a token. Its issue time is the time of the event, so that a token that is created again has the same
     * bytes.
     */
    private PendingSignal token(SignalStream stream, LedgerEntry entry, SecurityEvent event) {
        String id = id(stream.id() + event.type(), entry);
        String token = signer.orElseThrow().sign(id, stream.audience(), entry.at(), event, Optional.of(entry.id()));
        return PendingSignal.of(stream.id(), id, token, entry.at());
    }

    private static String id(String destination, LedgerEntry entry) {
        return EntryEvidence.digest(destination + "\n" + entry.tenant() + "\n" + entry.id())
                .substring("sha256:".length(), "sha256:".length() + 32);
    }
}
