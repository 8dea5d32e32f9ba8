package io.grantkeeper.simulator.company;

/**
 * The size of a generated company.
 *
 * @param people the number of people: all of them are in Google Workspace, two fifths of them also in GitHub
 * @param grants the approximate total of Google grants, GitHub installations, tokens and keys
 * @param repositories the number of repositories in the GitHub organization
 */
public record CompanySize(int people, int grants, int repositories) {

    private static final int GRANTS_A_PERSON = 20;

    public CompanySize {
        if (people < 10 || grants < people) {
            throw new IllegalArgumentException(
                    "a generated company needs at least 10 people and one grant per person, but has %d people and %d grants"
                            .formatted(people, grants));
        }
    }

    public static CompanySize ofPeople(int people) {
        return new CompanySize(people, people * GRANTS_A_PERSON, Math.max(10, people / 10));
    }

    public static CompanySize ofGrants(int grants) {
        return ofPeople(Math.max(10, grants / GRANTS_A_PERSON));
    }
}
