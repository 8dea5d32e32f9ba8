package io.grantkeeper.catalog;

import java.util.Optional;

/**
 * Checks whether an app is the provider's own. A name alone proves nothing: attackers have used apps named "Google
 * Docs" to take over accounts. Any one of the following proves that the app is the provider's own:
 * <ul>
 * <li>a client id that is known to belong to the provider,
 * <li>the provider as verified publisher,
 * <li>the name of one of the provider's products, on a host of the provider,
 * <li>the name of one of the provider's products, with the provider as stated publisher and without an unknown host.
 * </ul>
 */
final class FirstPartyApps {

    private FirstPartyApps() {}

    static boolean isFirstParty(RecognitionClues clues, Optional<CatalogProduct> product) {
        Optional<String> provider = clues.app().provider();
        if (provider.isEmpty()) {
            return false;
        }
        String name = provider.get();
        if (clues.byClientId().isPresent()) {
            return ProviderVendors.isOwnVendor(name, clues.byClientId().get());
        }
        return clues.vendors().stream().anyMatch(vendor -> switch (vendor.kind()) {
            case VERIFIED_PUBLISHER -> vendor.products().stream().anyMatch(p -> ProviderVendors.isOwnVendor(name, p));
            case DOMAIN, STATED_PUBLISHER ->
                (vendor.kind() == RecognitionEvidenceKind.DOMAIN
                                || clues.strangers().isEmpty())
                        && product.isPresent()
                        && vendor.products().contains(product.get())
                        && ProviderVendors.isOwnVendor(name, product.get())
                        && clues.names().stream()
                                .anyMatch(n -> n.isExact() && n.product().equals(product.get()));
            case AGENT_TYPE, CLIENT_ID, NAME, WORDS, PERMISSIONS -> false;
        });
    }
}
