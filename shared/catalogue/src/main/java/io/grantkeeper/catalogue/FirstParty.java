package io.grantkeeper.catalogue;

import java.util.Optional;

/**
 * Whether an app is the provider's own. A name proves nothing here: apps that call themselves "Google Docs" have been
 * used to steal accounts. It takes a known client id, a verified publisher, or a host of the provider's own together
 * with the name of one of its products.
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
            case DOMAIN ->
                product.isPresent()
                        && vendor.products().contains(product.get())
                        && Providers.isOwnVendor(name, product.get())
                        && clues.names().stream()
                                .anyMatch(n -> n.isExact() && n.product().equals(product.get()));
            case STATED_PUBLISHER, AGENT_TYPE, CLIENT_ID, NAME, WORDS, PERMISSIONS -> false;
        });
    }
}
