package io.grantkeeper.infra.deploy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.log.StoredLogTiles;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.proof.ConsistencyBundle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Checks that the ledger grows, that its checkpoint is signed, and that it still contains all earlier entries. */
final class LedgerCheck {
    private static final String CHECK = "ledger";
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final SmokeCheckPorts ports;
    private final TenantId tenant;
    private final String name;
    private final Optional<String> before;

    /**
     * Reads the checkpoint with which later ones are compared.
     *
     * @param name the log's name
     */
    LedgerCheck(SmokeCheckPorts ports, TenantId tenant, String name) {
        this.ports = ports;
        this.tenant = tenant;
        this.name = name;
        this.before = ports.log().checkpoint(tenant);
    }

    /**
     * Seals and verifies the ledger. If the ledger must grow, seals it repeatedly until it has grown.
     *
     * @param mustGrow whether the ledger must grow, because something was recorded after this object was created
     * @param seal seals the ledger
     */
    SmokeCheckLine check(boolean mustGrow, Runnable seal, SmokeCheckDeadline end) throws InterruptedException {
        seal.run();
        while (mustGrow && !end.isOver() && ports.log().checkpoint(tenant).equals(before)) {
            ports.pause().wait(end.leftAtMost(PAUSE));
            seal.run();
        }
        Optional<String> after = ports.log().checkpoint(tenant);
        if (after.isEmpty()) {
            return SmokeCheckLine.failed(CHECK, "there is no checkpoint; read the log group of seal-ledger");
        }
        try {
            return verify(SignedNote.parse(after.get(), 1), mustGrow);
        } catch (ProofFailedException e) {
            return SmokeCheckLine.failed(CHECK, "does not verify: " + e.getMessage());
        }
    }

    private SmokeCheckLine verify(SignedNote after, boolean mustGrow) throws ProofFailedException {
        TrustedKeys keys = ports.ledgerKeys().apply(name);
        long size = keys.verify(after, 1).checkpoint().size();
        if (before.isEmpty()) {
            return SmokeCheckLine.passed(CHECK, "has its first %d entries; the signature verifies".formatted(size));
        }
        SignedNote older = SignedNote.parse(before.get(), 1);
        long earlier = Checkpoint.parse(older.text(), 1).size();
        if (size < earlier) {
            return SmokeCheckLine.failed(CHECK, "shrank from %d to %d entries".formatted(earlier, size));
        }
        List<Sha256Hash> proof =
                new StoredLogTiles(ports.log(), tenant).proofs(size).consistency(earlier, size);
        var _ = ConsistencyBundle.of(older, proof, after).verify(keys);
        if (size > earlier) {
            return SmokeCheckLine.passed(
                    CHECK,
                    "grew from %d to %d entries; its signature and consistency proof are valid"
                            .formatted(earlier, size));
        }
        String same = "still has %d entries, which verify".formatted(size);
        return mustGrow
                ? SmokeCheckLine.failed(
                        CHECK, same + ", although a decision was made; read the log group of seal-ledger")
                : SmokeCheckLine.notChecked(
                        CHECK, same + "; to see the ledger grow, pass --key, so that a decision is recorded");
    }
}
