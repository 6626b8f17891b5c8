package org.chaiwei.gateway.webclient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Serves the web client: files under {@code assets/} have their content's hash in their name and may be kept for ever, all else is
 * asked for again each time and sent only if it changed. A path that is no file is a page of the client, which reads the path itself.
 * What the build compressed (br, gzip) is sent as it is.
 */
@Configuration(proxyBeanMethods = false)
class WebClientFiles implements WebMvcConfigurer {

    private static final String FILES = "classpath:/static/";
    private static final String INDEX = "index.html";
    /** Below these nothing is a page: a wrong address must be seen to be wrong. */
    private static final List<String> NOT_PAGES =
            List.of("api/", "assets/", "docs/", "actuator/", "oauth2/", "issuer/", "login/");

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/" + INDEX);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .setUseLastModified(false)
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver())
                .addResolver(new PathResourceResolver());
        registry.addResourceHandler("/**")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache())
                // The build gives every file the same date, so that a date would never show a change.
                .setUseLastModified(false)
                .setEtagGenerator(WebClientFiles::hash)
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver())
                .addResolver(new Pages());
    }

    private static String hash(Resource file) {
        try (var content = file.getInputStream()) {
            return DigestUtils.md5DigestAsHex(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Pages extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            var file = super.getResource(path, location);
            return file != null || !isPage(path) ? file : super.getResource(INDEX, location);
        }

        private static boolean isPage(String path) {
            return NOT_PAGES.stream().noneMatch(path::startsWith) && path.indexOf('.', path.lastIndexOf('/') + 1) < 0;
        }
    }
}
