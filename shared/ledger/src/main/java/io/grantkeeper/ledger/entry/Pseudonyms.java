package io.grantkeeper.ledger.entry;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creates the ledger's pseudonyms for people and for texts that may name people. An instance caches the salts that it
 * has read, so use it for only one unit of work: erased salts must not be used again.
 */
public final class Pseudonyms {
    private final SaltStore saltStore;
    private final Map<String, ImmutableBytes> read = new HashMap<>();

    public Pseudonyms(SaltStore saltStore) {
        this.saltStore = saltStore;
    }

    /**
     * Loads the salts of an identity and of people together. Call this method only if their pseudonyms are certain to
     * be needed, because it creates salts that do not exist yet.
     */
    public void preload(TenantId tenant, IdentityId identity, Collection<PersonId> people) {
        List<String> subjects = new ArrayList<>();
        subjects.add(subject(identity));
        people.forEach(person -> subjects.add(subject(person)));
        saltStore.all(tenant, subjects).forEach((subject, salt) -> read.put(tenant + "/" + subject, salt));
    }

    /** Returns the subject under which an identity's salt is stored. */
    public static String subject(IdentityId identity) {
        return "identity/" + identity;
    }

    /** Returns the subject under which a person's salt is stored. */
    public static String subject(PersonId person) {
        return "person/" + person;
    }

    /** Returns the pseudonym of a person. */
    public String of(TenantId tenant, PersonId person) {
        return digest(tenant, subject(person), person.toString());
    }

    /** Returns the pseudonym of a text about an identity: the key of one of its rows, or a document. */
    public String of(TenantId tenant, IdentityId identity, String text) {
        return digest(tenant, subject(identity), text);
    }

    /** Returns the pseudonym of a person's address, for use if the person's account is unknown. */
    public String ofAddress(TenantId tenant, String address) {
        return digest(tenant, "address/" + address, address);
    }

    /** Returns the pseudonym of a text about the installation itself. */
    public String ofInstallation(TenantId tenant, String text) {
        return digest(tenant, "installation", text);
    }

    /**
     * Returns the pseudonym of a person's address, or empty if its salt was erased, because the pseudonym can then no
     * longer be derived.
     */
    public Optional<String> existingOfAddress(TenantId tenant, String address) {
        return existing(tenant, "address/" + address, address);
    }

    /** Returns the pseudonym of a text about the installation itself; empty if its salt does not exist. */
    public Optional<String> existingOfInstallation(TenantId tenant, String text) {
        return existing(tenant, "installation", text);
    }

    private Optional<String> existing(TenantId tenant, String subject, String text) {
        return saltStore.find(tenant, subject).map(salt -> EntryEvidence.digest(salt.array(), text));
    }

    private String digest(TenantId tenant, String subject, String text) {
        ImmutableBytes salt = read.computeIfAbsent(tenant + "/" + subject, _ -> saltStore.of(tenant, subject));
        return EntryEvidence.digest(salt.array(), text);
    }
}
