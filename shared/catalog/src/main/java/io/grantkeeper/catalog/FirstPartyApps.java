package io.grantkeeper.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Checks whether an app is the provider's own. A name alone proves nothing: attackers have used apps named "Google
 * Docs" to take over accounts. The most trusted evidence that the description contains decides:
 * <ol>
 * <li>the organization that owns the app, if it is known where the provider registers its own apps,
 * <li>an id, or a name that the provider assigns, that is known to belong to one app,
 * <li>the verified publisher,
 * <li>what the app states: hosts that all belong to the provider, together with a name that starts with the provider's
 * or one of its products' names, or with the provider as stated publisher; or the stated publisher together with such a
 * name.
 * </ol>
 * A known owner, id or verified publisher that is not the provider's outweighs everything below it.
 */
final class FirstPartyApps {

    private final AppRecognitionClues clues;
    private final String provider;

    private FirstPartyApps(AppRecognitionClues clues, String provider) {
        this.clues = clues;
        this.provider = provider;
    }

    static boolean isFirstParty(AppRecognitionClues clues) {
        return clues.app()
                .provider()
                .map(ProviderVendors::canonical)
                .filter(provider -> new FirstPartyApps(clues, provider).isFirstParty())
                .isPresent();
    }

    /** Returns whether the app has hosts and all of them belong to the provider. */
    static boolean hasOnlyHostsOfProvider(AppRecognitionClues clues) {
        return clues.app()
                .provider()
                .map(ProviderVendors::canonical)
                .flatMap(provider -> new FirstPartyApps(clues, provider).ownHosts())
                .orElse(false);
    }

    private boolean isFirstParty() {
        AppDescription app = clues.app();
        Optional<Boolean> byOwner = app.ownerOrganization()
                .filter(owner -> !owner.isBlank())
                .flatMap(owner -> ProviderVendors.isOwnOrganization(provider, owner));
        if (byOwner.isPresent()) {
            return byOwner.get();
        }
        if (clues.hasIdOfOwnApp() || hasReservedName()) {
            return true;
        }
        if (clues.byClientId().isPresent()) {
            return isOwn(clues.byClientId().get());
        }
        Optional<String> publisher = app.publisher().filter(name -> !name.isBlank());
        if (publisher.isPresent() && app.publisherVerified()) {
            return isOwnPublisher(publisher.get());
        }
        if (publisher.isPresent() && isAssignedPublisher(publisher.get())) {
            return true;
        }
        return isFirstPartyByStatements(publisher.map(this::isOwnPublisher), ownHosts());
    }

    /** Returns whether the name is an Okta app name that only Okta can assign. */
    private boolean hasReservedName() {
        return provider.equals("okta")
                && clues.app().otherIds().stream()
                        .anyMatch(id -> id.toLowerCase(Locale.ROOT).startsWith(AppDescription.assignedName("okta_")));
    }

    /**
     * Returns whether this publisher is the provider's own account. On GitHub, the publisher is the account that owns
     * the app, and no other account has its name. A longer name such as "github-inc" is another account.
     */
    private boolean isAssignedPublisher(String publisher) {
        return provider.equals("github")
                && isOwnPublisher(publisher)
                && clues.strangers().isEmpty();
    }

    /**
     * Returns whether the app is the provider's own, according to what the app states about itself.
     *
     * @param ownPublisher whether the stated publisher is the provider; empty if none is stated
     * @param ownHosts whether all hosts are the provider's; empty if there are none
     */
    private boolean isFirstPartyByStatements(Optional<Boolean> ownPublisher, Optional<Boolean> ownHosts) {
        if (!ownPublisher.orElse(true) || !ownHosts.orElse(true)) {
            return false;
        }
        if (provider.equals("microsoft")) {
            // Microsoft reports the owner of each app, and customers' apps redirect to Microsoft's hosts. An id that is
            // not listed, with the owner unknown, therefore counts against the app's own statements.
            return isNamed(ProductNameMatch::isExact)
                    && (ownHosts.isPresent()
                            || (ownPublisher.isPresent()
                                    && clues.app().clientId().isEmpty()));
        }
        boolean named = isNamed(match -> match.fit() != ProductNameMatch.Fit.WITHIN) || startsWithProvidersName();
        return (named && (ownPublisher.isPresent() || ownHosts.isPresent()))
                || (ownPublisher.isPresent() && ownHosts.isPresent());
    }

    private boolean isOwnPublisher(String publisher) {
        if (provider.equals("github")) {
            // The publisher is a login. Logins such as "github-inc" only resemble the company's name.
            return publisher.strip().equalsIgnoreCase("github");
        }
        return ProviderVendors.isOwnCompany(provider, publisher)
                || clues.vendors().stream()
                        .filter(vendor -> vendor.kind() != AppRecognitionEvidenceKind.DOMAIN
                                && vendor.stated().equals(publisher.strip()))
                        .anyMatch(vendor -> vendor.products().stream().allMatch(this::isOwn));
    }

    private boolean isNamed(Predicate<ProductNameMatch> how) {
        return clues.names().stream().filter(how).anyMatch(match -> isOwn(match.product()));
    }

    private boolean startsWithProvidersName() {
        return clues.app()
                .displayName()
                .map(name -> NameTokenizer.of(name).folded())
                .filter(words -> !words.isEmpty() && words.getFirst().equals(provider))
                .isPresent();
    }

    private boolean isOwn(CatalogProduct product) {
        return ProviderVendors.isOwnVendor(provider, product);
    }

    /**
     * Returns whether the hosts are the provider's. A customer's subdomain of the provider's host proves nothing: the
     * provider's own apps use it too.
     */
    private Optional<Boolean> ownHosts() {
        List<String> hosts = clues.hosts().stream()
                .filter(host -> !HostName.isCustomers(host) || isOwnHost(host))
                .toList();
        return hosts.isEmpty() ? Optional.empty() : Optional.of(hosts.stream().allMatch(this::isOwnHost));
    }

    /** Returns whether a host belongs to the provider and is not one on which the public or a customer can publish. */
    private boolean isOwnHost(String host) {
        return !HostName.isSharedHosting(host)
                && clues.vendors().stream()
                        .filter(vendor -> vendor.kind() == AppRecognitionEvidenceKind.DOMAIN
                                && vendor.stated().equals(host))
                        .anyMatch(vendor -> vendor.products().stream().anyMatch(this::isOwn));
    }
}
