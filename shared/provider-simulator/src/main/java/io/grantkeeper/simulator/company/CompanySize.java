package io.grantkeeper.simulator.company;

/**
 * How large a generated company is.
 *
 * @param people all in Google Workspace, two fifths of them in GitHub
 * @param grants Google grants, GitHub installations, tokens and keys together, about
 * @param repositories of the GitHub organisation
 */
public record CompanySize(int people, int grants, int repositories) {

    private static final int GRANTS_A_PERSON = 20;

    public CompanySize {
        if (people < 10 || grants < people) {
            throw new IllegalArgumentException(
                    "A generated company needs at least 10 people and one grant each; got %d people and %d grants"
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
