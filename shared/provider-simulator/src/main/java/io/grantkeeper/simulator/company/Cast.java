package io.grantkeeper.simulator.company;

/** Finds the demo company's people and things by the names the script uses for them. */
record Cast(Company company) {

    /** By the part of the e-mail address before the at sign. */
    Person person(String local) {
        return company.people().find(local + '@' + company.domain()).orElseThrow(() -> unknown(local));
    }

    GitHubAccount account(String login) {
        return company.people().findByLogin(login).flatMap(Person::gitHub).orElseThrow(() -> unknown(login));
    }

    Repository repository(String name) {
        return company.gitHub().repositories().all().stream()
                .filter(repository -> repository.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    Installation installation(String slug) {
        return company.gitHub().installations().all().stream()
                .filter(installation -> installation.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> unknown(slug));
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("The demo company has nothing of the name " + name);
    }
}
