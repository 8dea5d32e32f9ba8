package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.Stored;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tells what changed in the inventory, an entry a write that changed something, by the row before and after it; and what
 * was found about it, which is opened once it is told. A use alone is no change.
 */
public final class ChangeRecorder {
    static final Actor RECORDER = Actor.function("detect-changes");

    private final EntryStore entries;
    private final Salts salts;
    private final FindingStore findings;

    /** @param findings where they are kept, without telling of them again */
    public ChangeRecorder(EntryStore entries, Salts salts, FindingStore findings) {
        this.entries = entries;
        this.salts = salts;
        this.findings = findings;
    }

    /** Begins to tell of one identity. */
    public Telling about(TenantId tenant, IdentityId identity) {
        return new Telling(tenant, identity);
    }

    /** What is to be told of one identity; nothing is, before {@link #keep}. */
    public final class Telling {
        private final Pseudonyms names = new Pseudonyms(salts);
        private final TenantId tenant;
        private final IdentityId holder;
        private final Set<PersonId> people = new LinkedHashSet<>();
        private final List<Supplier<Entry>> told = new ArrayList<>();
        private final List<FindingStore.Listed> found = new ArrayList<>();

        private Telling(TenantId tenant, IdentityId holder) {
            this.tenant = tenant;
            this.holder = holder;
        }

        /**
         * Keeps all of it durably, once; then opens what was found.
         *
         * @return the findings that were new
         */
        public List<Finding> keep() {
            if (!told.isEmpty()) {
                // Whatever is told names the identity, and these people: all salts are read at once.
                names.expect(tenant, holder, people);
                entries.addAll(tenant, told.stream().map(Supplier::get).toList());
            }
            return findings.openAll(tenant, found);
        }

        /** @param owner under whom the finding is listed, where there is one */
        public void finding(Finding finding, Optional<PersonId> owner) {
            finding.cause().toOptional().ifPresent(people::add);
            told.add(() -> FindingEntries.opened(names, tenant, finding));
            found.add(new FindingStore.Listed(finding, owner));
        }

        public void identity(Optional<Stored<NonHumanIdentity>> before, Stored<NonHumanIdentity> after) {
            if (before.isEmpty()) {
                told.add(() -> Entry.of(
                                "identity.registered/" + holder,
                                tenant,
                                after.firstSeen(),
                                new Happening.IdentityRegistered(after.content().form(), after.baseline()),
                                RECORDER)
                        .about(holder));
            }
            told.add(() -> change("identity", before, after, List.of(), Optional.empty(), Optional.empty()));
        }

        public void grant(Optional<Stored<Grant>> before, Stored<Grant> after) {
            if (before.filter(known -> isUsedOnly(known, after)).isPresent()) {
                return;
            }
            Grant grant = after.content();
            if (grant.subject() instanceof GrantSubject.OnePerson(PersonId person)) {
                people.add(person);
            }
            told.add(() -> change(
                    row("grant", grant.key()),
                    before,
                    after,
                    List.copyOf(grant.scopes()),
                    Optional.of(grant.reach().name().toLowerCase(Locale.ROOT)),
                    Optional.of(name(grant.subject()))));
        }

        public void credential(Optional<Stored<Credential>> before, Stored<Credential> after) {
            if (before.filter(known -> known.isLive() == after.isLive()
                            && unused(known.content()).equals(unused(after.content())))
                    .isPresent()) {
                return;
            }
            told.add(() -> change(
                    row("credential", after.content().key()),
                    before,
                    after,
                    List.of(),
                    Optional.empty(),
                    Optional.empty()));
        }

        private Entry change(
                String row,
                Optional<? extends Stored<?>> before,
                Stored<?> after,
                List<String> permissions,
                Optional<String> reach,
                Optional<String> subject) {
            Instant at = after.removedAt().orElse(after.observedAt());
            String digest = digest(after);
            return Entry.of(
                            "change.observed/%s/%s/%s/%s".formatted(holder, row, at, digest),
                            tenant,
                            at,
                            new Happening.ChangeObserved(
                                    row,
                                    how(before, after),
                                    before.map(this::digest),
                                    digest,
                                    permissions,
                                    reach,
                                    subject),
                            RECORDER)
                    .about(holder);
        }

        private String row(String kind, String key) {
            return kind + "/" + names.of(tenant, holder, key);
        }

        private String digest(Stored<?> stored) {
            return names.of(tenant, holder, ModelJson.write(stored.content()));
        }

        private String name(GrantSubject subject) {
            return switch (subject) {
                case GrantSubject.OnePerson(PersonId person) -> names.of(tenant, person);
                case GrantSubject.WholeTenant _ -> "tenant";
            };
        }
    }

    private static boolean isUsedOnly(Stored<Grant> before, Stored<Grant> after) {
        return before.isLive() == after.isLive()
                && before.content()
                        .withLastUsed(Moment.unknown())
                        .equals(after.content().withLastUsed(Moment.unknown()));
    }

    private static Credential unused(Credential credential) {
        return credential.withLastUsed(Moment.unknown());
    }

    private static String how(Optional<? extends Stored<?>> before, Stored<?> after) {
        if (before.isEmpty()) {
            return "appeared";
        }
        if (before.get().isLive() == after.isLive()) {
            return "changed";
        }
        return after.isLive() ? "returned" : "vanished";
    }
}
