package io.grantkeeper.ledger.entry;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What people, and texts that may name them, are called in the ledger. Remembers the salts it has read, so it lives as
 * long as one piece of work: salts that were erased are not to be used again.
 */
public final class Pseudonyms {
    private final Salts salts;
    private final Map<String, Bytes> read = new HashMap<>();

    public Pseudonyms(Salts salts) {
        this.salts = salts;
    }

    /** Reads the salts of an identity and of people at once, for names that are sure to be asked for. */
    public void expect(TenantId tenant, IdentityId identity, Collection<PersonId> people) {
        List<String> subjects = new ArrayList<>();
        subjects.add(subject(identity));
        people.forEach(person -> subjects.add(subject(person)));
        salts.all(tenant, subjects).forEach((subject, salt) -> read.put(tenant + "/" + subject, salt));
    }

    private static String subject(IdentityId identity) {
        return "identity/" + identity;
    }

    /** The subject under which a person's salt is kept. */
    public static String subject(PersonId person) {
        return "person/" + person;
    }

    /** A person. */
    public String of(TenantId tenant, PersonId person) {
        return digest(tenant, subject(person), person.toString());
    }

    /** A text about an identity: a key of what it holds, or a document. */
    public String of(TenantId tenant, IdentityId identity, String text) {
        return digest(tenant, subject(identity), text);
    }

    /** The address of somebody whose account is not known. */
    public String ofAddress(TenantId tenant, String address) {
        return digest(tenant, "address/" + address, address);
    }

    /** A text about the installation itself. */
    public String ofInstallation(TenantId tenant, String text) {
        return digest(tenant, "installation", text);
    }

    private String digest(TenantId tenant, String subject, String text) {
        Bytes salt = read.computeIfAbsent(tenant + "/" + subject, _ -> salts.of(tenant, subject));
        return Evidence.digest(salt.array(), text);
    }
}
