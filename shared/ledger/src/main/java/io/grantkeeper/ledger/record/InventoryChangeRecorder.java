package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Records changes to the inventory in the ledger: one entry for each write that changed a row, derived from the row
 * before and after the write. Findings that result from the changes are recorded before they are opened. If only the
 * time of the last use of a grant or credential changed, nothing is recorded.
 */
public final class InventoryChangeRecorder {
    static final EntryActor RECORDER = EntryActor.function("detect-changes");

    private final PendingEntryStore entries;
    private final SaltStore saltStore;
    private final FindingStore findings;

    /**
     * Creates a recorder.
     *
     * @param findings the store that opens findings without recording them again
     */
    public InventoryChangeRecorder(PendingEntryStore entries, SaltStore saltStore, FindingStore findings) {
        this.entries = entries;
        this.saltStore = saltStore;
        this.findings = findings;
    }

    /** Returns an empty record of changes to one identity and its access. */
    public ChangeRecord startRecord(TenantId tenant, IdentityId identity) {
        return new ChangeRecord(tenant, identity);
    }

    /** The changes to one identity and its access that must be recorded. Nothing is written before {@link #save}. */
    public final class ChangeRecord {
        private final Pseudonyms names = new Pseudonyms(saltStore);
        private final TenantId tenant;
        private final IdentityId identityId;
        private final Set<PersonId> people = new LinkedHashSet<>();
        private final List<Supplier<Optional<LedgerEntry>>> told = new ArrayList<>();
        private final List<FindingStore.ListedFinding> found = new ArrayList<>();

        private ChangeRecord(TenantId tenant, IdentityId identityId) {
            this.tenant = tenant;
            this.identityId = identityId;
        }

        /**
         * Writes each change to the ledger exactly once, then opens the findings.
         *
         * @return the findings that were new
         */
        public List<Finding> save() {
            if (!told.isEmpty()) {
                // The entries name the identity and these people, so the salts of all of them are read together.
                names.preload(tenant, identityId, people);
                entries.addAll(
                        tenant,
                        told.stream()
                                .map(Supplier::get)
                                .flatMap(Optional::stream)
                                .toList());
            }
            return findings.openAll(tenant, found);
        }

        /**
         * Adds a finding that {@link #save} records and opens.
         *
         * @param owner the owner under whom the finding is listed, if any
         */
        public void addFinding(Finding finding, Optional<PersonId> owner) {
            finding.cause().toOptional().ifPresent(people::add);
            told.add(() -> FindingLedgerEntries.isNeeded(findings, tenant, finding)
                    ? Optional.of(FindingLedgerEntries.opened(names, tenant, finding))
                    : Optional.empty());
            found.add(new FindingStore.ListedFinding(finding, owner));
        }

        public void addIdentity(Optional<StoredRecord<NonHumanIdentity>> before, StoredRecord<NonHumanIdentity> after) {
            if (before.isEmpty()) {
                tell(() -> LedgerEntry.of(
                                registration(identityId),
                                tenant,
                                after.firstSeen(),
                                new LedgerEvent.IdentityRegistered(
                                        after.content().form(), after.baseline()),
                                RECORDER)
                        .withIdentity(identityId));
            }
            tell(() -> changeEntry("identity", before, after, List.of(), Optional.empty(), Optional.empty()));
        }

        public void addGrant(Optional<StoredRecord<Grant>> before, StoredRecord<Grant> after) {
            if (before.filter(known -> isOnlyUse(known, after)).isPresent()) {
                return;
            }
            Grant grant = after.content();
            if (grant.subject() instanceof GrantSubject.OnePerson(PersonId person)) {
                people.add(person);
            }
            tell(() -> changeEntry(
                    row("grant", grant.key()),
                    before,
                    after,
                    List.copyOf(grant.scopes()),
                    Optional.of(grant.reach().name().toLowerCase(Locale.ROOT)),
                    Optional.of(name(grant.subject()))));
        }

        public void addCredential(Optional<StoredRecord<Credential>> before, StoredRecord<Credential> after) {
            if (before.filter(known -> known.isLive() == after.isLive()
                            && withoutUse(known.content()).equals(withoutUse(after.content())))
                    .isPresent()) {
                return;
            }
            tell(() -> changeEntry(
                    row("credential", after.content().key()),
                    before,
                    after,
                    List.of(),
                    Optional.empty(),
                    Optional.empty()));
        }

        private void tell(Supplier<LedgerEntry> entry) {
            told.add(() -> Optional.of(entry.get()));
        }

        private LedgerEntry changeEntry(
                String row,
                Optional<? extends StoredRecord<?>> before,
                StoredRecord<?> after,
                List<String> permissions,
                Optional<String> reach,
                Optional<String> subject) {
            Instant at = after.removedAt().orElse(after.observedAt());
            String digest = digest(after);
            return LedgerEntry.of(
                            "change.observed/%s/%s/%s/%s".formatted(identityId, row, at, digest),
                            tenant,
                            at,
                            new LedgerEvent.ChangeObserved(
                                    row,
                                    changeType(before, after),
                                    before.map(this::digest),
                                    digest,
                                    permissions,
                                    reach,
                                    subject),
                            RECORDER)
                    .withIdentity(identityId);
        }

        private String row(String kind, String key) {
            return kind + "/" + names.of(tenant, identityId, key);
        }

        private String digest(StoredRecord<?> stored) {
            return names.of(tenant, identityId, ModelJson.write(stored.content()));
        }

        private String name(GrantSubject subject) {
            return switch (subject) {
                case GrantSubject.OnePerson(PersonId person) -> names.of(tenant, person);
                case GrantSubject.WholeTenant _ -> "tenant";
            };
        }
    }

    static String registration(IdentityId identity) {
        return "identity.registered/" + identity;
    }

    private static boolean isOnlyUse(StoredRecord<Grant> before, StoredRecord<Grant> after) {
        return before.isLive() == after.isLive()
                && before.content()
                        .withLastUsed(Timestamp.unknown())
                        .equals(after.content().withLastUsed(Timestamp.unknown()));
    }

    private static Credential withoutUse(Credential credential) {
        return credential.withLastUsed(Timestamp.unknown());
    }

    private static String changeType(Optional<? extends StoredRecord<?>> before, StoredRecord<?> after) {
        if (before.isEmpty()) {
            return "appeared";
        }
        if (before.get().isLive() == after.isLive()) {
            return "changed";
        }
        return after.isLive() ? "returned" : "vanished";
    }
}
