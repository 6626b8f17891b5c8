package org.chaiwei.gateway.issuer;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The login page's style and script. */
@Configuration(proxyBeanMethods = false)
@Profile("local")
class LoginFiles implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/issuer/*.css", "/issuer/*.js").addResourceLocations("classpath:/issuer/");
    }
}
