package io.grantkeeper.simulator.company;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Everyone who is or was at the company, found by any of the names the providers use for them. */
public final class People {

    private final Table<String, Person> byId = new Table<>(Person::id);
    private final Map<String, String> idByEmail = new ConcurrentHashMap<>();
    private final Map<String, String> idByLogin = new ConcurrentHashMap<>();

    /** In the order of their Google profile ids, which says nothing of when they joined. */
    public List<Person> all() {
        return byId.all();
    }

    public List<Person> active() {
        return all().stream().filter(Person::active).toList();
    }

    /** By Google profile id or by e-mail address, as Google's {@code userKey} allows. */
    public Optional<Person> find(String idOrEmail) {
        String id = idByEmail.getOrDefault(idOrEmail.toLowerCase(Locale.ROOT), idOrEmail);
        return byId.find(id);
    }

    public Optional<Person> findByLogin(String login) {
        return Optional.ofNullable(idByLogin.get(login.toLowerCase(Locale.ROOT)))
                .flatMap(byId::find);
    }

    public void put(Person person) {
        putAll(List.of(person));
    }

    void putAll(Collection<Person> more) {
        for (Person person : more) {
            idByEmail.put(person.email().toLowerCase(Locale.ROOT), person.id());
            person.gitHub().ifPresent(account -> idByLogin.put(account.login().toLowerCase(Locale.ROOT), person.id()));
        }
        byId.putAll(more);
    }

    public Optional<Person> setStatus(String idOrEmail, PersonStatus status) {
        return find(idOrEmail).flatMap(person -> byId.update(person.id(), found -> found.with(status)));
    }
}
