package io.grantkeeper.functions.console;

import io.grantkeeper.functions.runtime.LedgerKeys;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.decision.DecisionInclusionProof;
import io.grantkeeper.ledger.entry.EntryIds;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.log.StoredLogTiles;
import io.grantkeeper.ledger.merkle.MerkleHashing;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.ledger.proof.InclusionBundle;
import io.grantkeeper.policy.store.DecisionBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The API operations for the ledger: its checkpoints and entries, with everything that a browser needs to verify proofs
 * itself.
 */
final class LedgerApi {
    private static final int BUNDLE = 256;
    private static final int CHECKPOINTS = 20;

    private final ConsoleStores stores;
    private final LedgerKeys keys;
    private final ConsoleInventory inventory;

    LedgerApi(ConsoleStores stores, LedgerKeys keys, ConsoleInventory inventory) {
        this.stores = stores;
        this.keys = keys;
        this.inventory = inventory;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("ledger", _ -> status());
        handlers.put("ledgerEntries", this::entries);
        handlers.put("ledgerEntry", call -> {
            Latest latest = latest();
            long index = index(call, latest);
            return ApiResult.of(entry(index, leaf(index)));
        });
        handlers.put("inclusionProof", this::inclusion);
        handlers.put("consistencyProof", this::consistency);
    }

    /** The latest checkpoint, as text and in its parsed forms. */
    private record Latest(String text, SignedNote note, Checkpoint checkpoint) {
        long size() {
            return checkpoint.size();
        }
    }

    private Latest latest() {
        String text = stores.log()
                .checkpoint(stores.tenant())
                .orElseThrow(() -> ProblemDetails.of(
                                ProblemDetails.Type.NOT_FOUND,
                                "no checkpoint has been signed yet; wait until the first sweep is sealed")
                        .exception());
        return parsed(text);
    }

    private static Latest parsed(String text) {
        try {
            SignedNote note = SignedNote.parse(text, 1);
            return new Latest(text, note, Checkpoint.parse(note.text(), 1));
        } catch (ProofFailedException e) {
            throw new LedgerCorruptedException("a stored checkpoint is malformed: " + e.getMessage(), e);
        }
    }

    private StoredLogTiles tiles() {
        return new StoredLogTiles(stores.log(), stores.tenant());
    }

    private ApiResult status() {
        Latest latest = latest();
        List<String> published = published(latest.size());
        return ApiResult.of(new JsonMembers()
                .with("origin", latest.checkpoint().origin())
                .with("size", latest.size())
                .with("root", latest.checkpoint().root().toString())
                .with("note", latest.text())
                .with(
                        "keys",
                        keys.of(stores.tenant()).log().stream()
                                .map(VerifierKey::toString)
                                .toList())
                .with(
                        "checkpoints",
                        published.stream()
                                .map(note -> new JsonMembers()
                                        .with("size", parsed(note).size())
                                        .with("note", note))
                                .toList())
                .with("witnesses", List.of()));
    }

    /** Returns the latest published checkpoints, oldest first. */
    private List<String> published(long size) {
        List<String> last = List.of();
        // Checkpoints are sparse, so the window before the latest one is widened until it contains enough.
        for (long back = CHECKPOINTS; ; back *= 4) {
            long from = Math.max(0, size - back);
            last = stores.log().checkpoints(stores.tenant(), from, Integer.MAX_VALUE);
            if (last.size() >= CHECKPOINTS || from == 0) {
                break;
            }
        }
        return last.subList(Math.max(0, last.size() - CHECKPOINTS), last.size());
    }

    private ApiResult entries(AuthorizedApiCall call) {
        Latest latest = latest();
        long to = Math.min(
                latest.size(), call.parameter("before").map(Long::parseLong).orElse(Long.MAX_VALUE));
        long from = Math.max(0, to - call.limit());
        List<JsonMembers> items = new ArrayList<>();
        for (long bundle = from / BUNDLE; bundle * BUNDLE < to; bundle++) {
            int width = (int) Math.min(BUNDLE, latest.size() - bundle * BUNDLE);
            List<byte[]> leaves = tiles().entries(bundle, width).entries();
            for (int i = 0; i < width; i++) {
                long index = bundle * BUNDLE + i;
                if (index >= from && index < to) {
                    items.add(entry(index, ImmutableBytes.of(leaves.get(i))));
                }
            }
        }
        return ApiResult.of(new JsonMembers()
                .with("items", items.reversed())
                .with("next", from > 0 ? Optional.of(String.valueOf(from)) : Optional.empty())
                .with("size", latest.size()));
    }

    private static long index(AuthorizedApiCall call, Latest latest) {
        try {
            long index = Long.parseUnsignedLong(call.pathValue("index"));
            if (index >= 0 && index < latest.size()) {
                return index;
            }
        } catch (NumberFormatException _) {
            // reported below
        }
        throw ProblemDetails.of(
                        ProblemDetails.Type.NOT_FOUND,
                        "the latest checkpoint has %d entries, numbered from 0".formatted(latest.size()))
                .exception();
    }

    private ImmutableBytes leaf(long index) {
        return ImmutableBytes.of(tiles().entries(index / BUNDLE, (int) (index % BUNDLE) + 1)
                .entries()
                .getLast());
    }

    private JsonMembers entry(long index, ImmutableBytes leaf) {
        JsonNode entry = LedgerEntryJson.tree(leaf);
        Optional<String> identity =
                Optional.of(entry.path("identity").asString("")).filter(id -> !id.isEmpty());
        JsonNode actors = entry.path("actors");
        return new JsonMembers()
                .with("index", index)
                .with("at", entry.path("at").asString(""))
                .with("kind", entry.path("kind").asString(""))
                .with("identity", identity)
                .with("identityName", identity.flatMap(this::name))
                .with("by", Optional.of(actors.path(0).path("who").asString("")).filter(who -> !who.isEmpty()))
                .with("entry", entry)
                .with("leaf", base64(leaf));
    }

    private Optional<String> name(String id) {
        return inventory
                .snapshot()
                .identity(IdentityId.parse(id))
                .map(IdentitySummary::displayName)
                .map(name -> name.text());
    }

    private static String base64(ImmutableBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static List<String> texts(List<Sha256Hash> hashes) {
        return hashes.stream().map(Sha256Hash::toString).toList();
    }

    private ApiResult inclusion(AuthorizedApiCall call) {
        Latest latest = latest();
        long index = index(call, latest);
        ImmutableBytes leaf = leaf(index);
        List<Sha256Hash> hashes = tiles().proofs(latest.size()).inclusion(index, latest.size());
        return ApiResult.of(new JsonMembers()
                .with("index", index)
                .with("size", latest.size())
                .with("leaf", base64(leaf))
                .with("leafHash", MerkleHashing.leaf(leaf.array()).toString())
                .with("hashes", texts(hashes))
                .with("root", latest.checkpoint().root().toString())
                .with("note", latest.text())
                .with(
                        "bundle",
                        new String(
                                InclusionBundle.of(leaf, index, hashes, latest.note())
                                        .encode(),
                                StandardCharsets.UTF_8)));
    }

    private ApiResult consistency(AuthorizedApiCall call) {
        Latest latest = latest();
        long from = Long.parseLong(call.parameter("from").orElseThrow());
        if (from > latest.size()) {
            throw ProblemDetails.ofField(
                            "from",
                            "is larger than the ledger, which has %d entries".formatted(latest.size()),
                            "use the size of an earlier checkpoint; if a checkpoint that you pinned is larger, the ledger was truncated")
                    .exception();
        }
        var proofs = tiles().proofs(latest.size());
        Optional<String> older = stores.log().checkpoints(stores.tenant(), from, 1).stream()
                .filter(note -> parsed(note).size() == from)
                .findFirst();
        return ApiResult.of(new JsonMembers()
                .with("from", from)
                .with("to", latest.size())
                .with("hashes", texts(proofs.consistency(from, latest.size())))
                .with("fromRoot", proofs.root(from).toString())
                .with("toRoot", latest.checkpoint().root().toString())
                .with("fromNote", older)
                .with("note", latest.text()));
    }

    /** Returns both parts of a decision's proof: the proof in its batch, and the proof of the batch in the ledger. */
    ApiResult decisionProof(String id) {
        Latest latest = latest();
        String document = stores.decisions().document(stores.tenant(), id).orElseThrow();
        DecisionBatch batch = stores.batches().batchOf(stores.tenant(), id).orElseThrow(LedgerApi::notInLedgerYet);
        long index = stores.log()
                .indexOf(stores.tenant(), EntryIds.ofDecisionBatch(batch))
                .filter(position -> position < latest.size())
                .orElseThrow(LedgerApi::notInLedgerYet);
        DecisionInclusionProof proof = DecisionInclusionProof.of(id, document, batch);
        ImmutableBytes leaf = leaf(index);
        try {
            proof.verify(leaf);
        } catch (ProofFailedException e) {
            throw new LedgerCorruptedException(
                    "no proof of decision '%s' can be made: %s".formatted(id, e.getMessage()), e);
        }
        return ApiResult.of(new JsonMembers()
                .with("id", id)
                .with("document", document)
                .with(
                        "proof",
                        new JsonMembers()
                                .with("index", proof.index())
                                .with("size", proof.size())
                                .with("hashes", proof.hashes())
                                .with("root", proof.root()))
                .with(
                        "ledger",
                        new String(
                                InclusionBundle.of(
                                                leaf,
                                                index,
                                                tiles().proofs(latest.size()).inclusion(index, latest.size()),
                                                latest.note())
                                        .encode(),
                                StandardCharsets.UTF_8))
                .with("index", index));
    }

    private static ApiProblemException notInLedgerYet() {
        return ProblemDetails.of(
                        ProblemDetails.Type.CONFLICT,
                        "the decision is recorded but not in the ledger yet; try again in a minute")
                .withRetryAfter(60)
                .exception();
    }
}
