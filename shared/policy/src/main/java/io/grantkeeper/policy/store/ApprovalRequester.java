package io.grantkeeper.policy.store;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The requester of access. Nobody who goes by one of the requester's names may answer the request.
 *
 * @param agent the name of the identity that acts, as the request states it
 * @param onBehalfOf the subject for whom the agent acts; empty if it acts for itself
 * @param names every name of the requester: of the caller, the agent, and everyone on whose behalf the agent acts
 */
public record ApprovalRequester(String agent, Optional<String> onBehalfOf, List<String> names) {
    public ApprovalRequester {
        names = List.copyOf(names);
    }

    /**
     * Returns whether a name is one of the requester's names. Case, surrounding spaces and differences that Unicode
     * normalization (NFKC) removes are ignored. The login and the address of a person on whose behalf the agent acts, such
     * as {@code alice} and {@code alice@acme.example}, count as the same name, because callers state either. An agent or
     * key that has the name of a login is not that person.
     */
    public boolean isNamed(String name) {
        String wanted = comparable(name);
        return names.stream().map(ApprovalRequester::comparable).anyMatch(wanted::equals)
                || people().map(ApprovalRequester::comparable).anyMatch(person -> isSamePerson(person, wanted));
    }

    private Stream<String> people() {
        return Stream.concat(onBehalfOf.stream(), names.stream().filter(ApprovalRequester::isAddress));
    }

    private static boolean isSamePerson(String one, String other) {
        return isAddress(one) != isAddress(other) && login(one).equals(login(other));
    }

    private static boolean isAddress(String name) {
        return name.indexOf('@') > 0;
    }

    private static String login(String name) {
        return isAddress(name) ? name.substring(0, name.indexOf('@')) : name;
    }

    private static String comparable(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
