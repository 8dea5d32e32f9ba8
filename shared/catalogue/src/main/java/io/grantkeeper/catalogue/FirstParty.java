package io.grantkeeper.catalogue;

import java.util.Optional;

/**
 * Whether an app is the provider's own. A name proves nothing here: apps that call themselves "Google Docs" have been
 * used to steal accounts. It takes a known client id, a verified publisher, or the name of one of its products together
 * with a host of the provider's own, or with it as the stated publisher and no foreign host.
 */
final class FirstParty {

    private FirstParty() {}

    static boolean holds(Clues clues, Optional<Product> product) {
        Optional<String> provider = clues.app().provider();
        if (provider.isEmpty()) {
            return false;
        }
        String name = provider.get();
        if (clues.byClientId().isPresent()) {
            return Providers.isOwnVendor(name, clues.byClientId().get());
        }
        return clues.vendors().stream().anyMatch(vendor -> switch (vendor.kind()) {
            case VERIFIED_PUBLISHER -> vendor.products().stream().anyMatch(p -> Providers.isOwnVendor(name, p));
            case DOMAIN, STATED_PUBLISHER ->
                (vendor.kind() == EvidenceKind.DOMAIN || clues.strangers().isEmpty())
                        && product.isPresent()
                        && vendor.products().contains(product.get())
                        && Providers.isOwnVendor(name, product.get())
                        && clues.names().stream()
                                .anyMatch(n -> n.isExact() && n.product().equals(product.get()));
            case AGENT_TYPE, CLIENT_ID, NAME, WORDS, PERMISSIONS -> false;
        });
    }
}
