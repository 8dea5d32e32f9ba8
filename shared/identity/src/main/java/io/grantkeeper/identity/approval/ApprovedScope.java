package io.grantkeeper.identity.approval;

import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The scope of an approval of record: the access at the time of the decision, the people whose data the identity may
 * use, and the attributes that identify the app.
 *
 * @param grants the permissions, one element for each kind and reach
 * @param abilities the effective access in plain words at the time of the decision, most severe first
 * @param anyone whether the access may cover the data of anyone in the company; otherwise only that of {@code people}
 * @param people the people whose data the identity may use
 * @param credentials the types of credentials that the identity had
 * @param owners the owners at that time; empty if none was known
 * @param publishers the verified publishers at that time; empty if none was known
 */
public record ApprovedScope(
        List<ApprovedGrant> grants,
        List<String> abilities,
        boolean anyone,
        SortedSet<PersonId> people,
        SortedSet<CredentialType> credentials,
        SortedSet<PersonId> owners,
        SortedSet<String> publishers) {
    /**
     * The maximum number of people that a scope lists. An app that more people have authorized is approved for anyone
     * in the company, because a longer list would not fit into one stored item.
     */
    public static final int MAX_PEOPLE = 500;

    public ApprovedScope {
        boolean tooMany = people.size() > MAX_PEOPLE;
        grants = merged(grants);
        abilities = List.copyOf(abilities);
        anyone = anyone || tooMany;
        people = tooMany ? Collections.emptySortedSet() : copy(people);
        credentials = copy(credentials);
        owners = copy(owners);
        publishers = copy(publishers);
    }

    /** Creates a scope without people, credentials, owners or publishers. */
    public ApprovedScope(List<ApprovedGrant> grants, List<String> abilities, boolean anyone) {
        this(
                grants,
                abilities,
                anyone,
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                Collections.emptySortedSet());
    }

    /** Returns a scope that covers everything that this scope or the other covers. */
    public ApprovedScope union(ApprovedScope other) {
        List<ApprovedGrant> all = new ArrayList<>(grants);
        all.addAll(other.grants);
        Set<String> words = new LinkedHashSet<>(abilities);
        words.addAll(other.abilities);
        return new ApprovedScope(
                all,
                List.copyOf(words),
                anyone || other.anyone,
                both(people, other.people),
                both(credentials, other.credentials),
                both(owners, other.owners),
                both(publishers, other.publishers));
    }

    /** Returns a copy of this scope that covers the data of anyone in the company. */
    public ApprovedScope forAnyone() {
        return new ApprovedScope(
                grants, abilities, true, Collections.emptySortedSet(), credentials, owners, publishers);
    }

    /** Returns the approved permissions of one provider. */
    public List<ApprovedGrant> grantsOf(ProviderId provider) {
        return grants.stream()
                .filter(grant -> grant.provider().equals(provider))
                .toList();
    }

    /** Combines the grants that differ only in their permissions, and puts the result into a fixed order. */
    private static List<ApprovedGrant> merged(List<ApprovedGrant> grants) {
        SortedMap<String, ApprovedGrant> byShape = new TreeMap<>();
        grants.forEach(grant -> byShape.merge(grant.shape(), grant, ApprovedGrant::withScopesOf));
        return List.copyOf(byShape.values());
    }

    private static <T extends Comparable<? super T>> SortedSet<T> copy(Collection<T> values) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }

    private static <T extends Comparable<? super T>> SortedSet<T> both(SortedSet<T> one, SortedSet<T> other) {
        SortedSet<T> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
