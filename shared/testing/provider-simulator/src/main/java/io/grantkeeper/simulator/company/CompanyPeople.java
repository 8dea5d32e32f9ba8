package io.grantkeeper.simulator.company;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All current and former employees. They can be found by any of their identifiers at the providers. */
public final class CompanyPeople {

    private final SimulatedTable<String, CompanyPerson> byId = new SimulatedTable<>(CompanyPerson::id);
    private final Map<String, String> idByEmail = new ConcurrentHashMap<>();
    private final Map<String, String> idByLogin = new ConcurrentHashMap<>();

    /** Returns all people in the order of their Google profile ids, which is unrelated to when they joined. */
    public List<CompanyPerson> all() {
        return byId.all();
    }

    public List<CompanyPerson> active() {
        return all().stream().filter(CompanyPerson::active).toList();
    }

    /**
     * Finds a person by Google profile id or email address, as Google's {@code userKey} allows. Returns empty if there
     * is no such person.
     */
    public Optional<CompanyPerson> find(String idOrEmail) {
        String id = idByEmail.getOrDefault(idOrEmail.toLowerCase(Locale.ROOT), idOrEmail);
        return byId.find(id);
    }

    public Optional<CompanyPerson> findByLogin(String login) {
        return Optional.ofNullable(idByLogin.get(login.toLowerCase(Locale.ROOT)))
                .flatMap(byId::find);
    }

    public void put(CompanyPerson person) {
        putAll(List.of(person));
    }

    void putAll(Collection<CompanyPerson> more) {
        for (CompanyPerson person : more) {
            idByEmail.put(person.email().toLowerCase(Locale.ROOT), person.id());
            person.gitHub().ifPresent(account -> idByLogin.put(account.login().toLowerCase(Locale.ROOT), person.id()));
        }
        byId.putAll(more);
    }

    public Optional<CompanyPerson> setStatus(String idOrEmail, GoogleAccountStatus status) {
        return find(idOrEmail).flatMap(person -> byId.update(person.id(), found -> found.with(status)));
    }
}
